using Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- [NAME…]
var benchmarks = new Dictionary<string, Func<Task<IReadOnlyList<Figure>>>>(StringComparer.OrdinalIgnoreCase)
{
    ["startup"] = StartupBenchmark.RunAsync,
    ["simulation"] = () => Task.FromResult(SimulationFigures.Measure()),
};

var names = args.Length == 0 ? [.. benchmarks.Keys] : args;
var unknown = names.Where(name => !benchmarks.ContainsKey(name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"Not a benchmark: {string.Join(", ", unknown)}. There are: {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

foreach (var name in names)
{
    var figures = await benchmarks[name]();
    var command = $"dotnet run --project tests/Benchmarks -- {name}";
    Console.WriteLine(Page.Render(name, command, figures));
    Page.Write(Path.Combine(EndToEnd.LocalSystem.Root, "docs/benchmarks.md"), name, command, figures);
}
return 0;
