using Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- [NAME…]
// Apart from each other, so that a child loads nothing of what the benchmarks need.
return await ChildPrograms.RunAsync(args) ?? await Suite.RunAsync(args);
