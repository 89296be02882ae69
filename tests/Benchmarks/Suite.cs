using Benchmarks.Adopt;
using Benchmarks.Deploy;
using Benchmarks.Generate;
using Benchmarks.Rush;
using Benchmarks.Scaling;
using Benchmarks.Startup;
using EndToEnd;

namespace Benchmarks;

/// <summary>All benchmarks, and the page that they write.</summary>
internal static class Suite
{
    public static async Task<int> RunAsync(string[] args)
    {
        Benchmark[] benchmarks =
        [
            new AdoptBenchmark(),
            new CatalogBenchmark(),
            new GeneratorBenchmark(),
            new GenerateBenchmark(),
            new IngressBenchmark(),
            new LimiterBenchmark(),
            new OrdersBenchmark(),
            new OverloadBenchmark(),
            new RestartsBenchmark(),
            new DeployBenchmark(),
            new RestoreBenchmark(),
            new SimulationBenchmark(),
            new StartupBenchmark(),
        ];

        var unknown = args.Where(name => !benchmarks.Any(benchmark => benchmark.Name == name)).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine($"Not a benchmark: {string.Join(", ", unknown)}. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}.");
            return 2;
        }

        foreach (var benchmark in benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
        {
            var figures = await benchmark.RunAsync();
            var command = $"dotnet run -c Release --project tests/Benchmarks -- {benchmark.Name}";
            Console.WriteLine(Page.Render(benchmark.Name, command, figures));
            Page.Write(Path.Combine(LocalSystem.Root, "docs/benchmarks.md"), benchmark.Name, command, figures);
        }
        return 0;
    }
}
