using System.Globalization;
using Benchmarks.Rush;
using EndToEnd;

namespace Benchmarks.Startup;

/// <summary>
/// From `dotnet run --no-build` to everything ready, and from Ctrl+C to the end, beside the slowest chain of bare process starts:
/// what the same programs take one after the other, each started by hand when the one before it is ready.
/// </summary>
internal sealed class StartupBenchmark : Benchmark
{
    private const int Runs = 3;
    // Two each of Orders and Fulfillment, one each of Catalog, PaymentSandbox, Storefront and Ingress.
    private const int ServiceReplicas = 8;
    // `dotnet run` and Garnet, DCP, the dashboard.
    private static readonly HashSet<string> Others = ["dotnet", "dcp", "aspire-managed", "postgres"];

    public override string Name => "startup";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("startup-").FullName;
        await using (await LocalSystem.StartAsync(data)) { } // makes the database, warms the disk cache

        var (ready, stop, chain, empty) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (cpu, others, least) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            chain.Add(await BareChain.MeasureAsync(data));
            var programs = await EmptyPrograms.MeasureAsync(ServiceReplicas);
            empty.Add(programs.Seconds);
            await using var system = LocalSystem.Run(data);
            await system.WhenReady(TimeSpan.FromSeconds(60));
            ready.Add(system.Clock.Elapsed.TotalSeconds);
            cpu.Add(ProcessTree.CpuSeconds(system.Id));
            others.Add(ProcessTree.CpuSeconds(system.Id, Others));
            least.Add((others[^1] + programs.Cpu) / Environment.ProcessorCount);
            stop.Add((await system.StopAsync()).Took.TotalSeconds);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1} of {Runs}: ready {ready[^1]:0.00} s, stop {stop[^1]:0.00} s, bare chain {chain[^1]:0.00} s, empty programs {empty[^1]:0.00} s, CPU {cpu[^1]:0.0} s"));
        }

        Directory.Delete(data, recursive: true);
        var bare = Median(chain);
        var beside = string.Create(CultureInfo.InvariantCulture, $"slowest chain of bare process starts, {bare:0.00} s");
        return
        [
            new("all ready", Seconds(Median(ready)), Ratio(Median(ready) / bare), beside, "<= 4 s, ratio <= 1.25"),
            new("stop", Seconds(Median(stop)), Ratio(Median(stop) / bare), beside, "<= 1 s"),
            new($"{ServiceReplicas} empty ASP.NET Core programs started by hand at once, all answer", Seconds(Median(empty)), "", "", ""),
            new("CPU until all ready, all programs", Seconds(Median(cpu)), "", "", ""),
            new("of it `dotnet run`, DCP, dashboard, PostgreSQL, Garnet", Seconds(Median(others)), Ratio(Median(others) / Median(cpu)), "all programs", ""),
            new("CPU of these and of the empty programs, divided by the cores: no start can be faster", Seconds(Median(least)), Ratio(Median(least) / bare), beside, ""),
        ];
    }
}
