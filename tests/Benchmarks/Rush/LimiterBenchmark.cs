using System.Globalization;

namespace Benchmarks.Rush;

/// <summary>
/// What overload protection costs a request while there is no overload: Catalog's cached read, CPU per request with protection on beside off.
/// Goal: at most 3 % more.
/// </summary>
internal sealed class LimiterBenchmark : Benchmark
{
    private const int Rounds = 15;
    private const int LegSeconds = 2;
    // As many as the least limit: nothing waits and nothing is refused.
    private const int Connections = 16;
    private const string Path = "/api/catalog/events/1";

    public override string Name => "limiter";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var sink = await TelemetrySink.Start();
        await using var database = await Database.Start();
        var (garnet, cache) = await Garnet.Start();
        await using var _ = garnet;
        (string, string)[] settings = [database.Setting, ("ConnectionStrings:cache", cache), .. sink.Settings("catalog")];
        await using var guarded = await Service.Start("Catalog", settings);
        await using var bare = await Service.Start("Catalog", [.. settings, ("Overload:Enabled", "false")]);
        for (var warm = 0; warm < 2; warm++) foreach (var service in new[] { guarded, bare }) await Cpu(service);
        var (on, off) = (new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            // Whoever is second profits from what the first has left in the processor's caches, so they take turns.
            if (round % 2 == 0) on.Add(await Cpu(guarded));
            off.Add(await Cpu(bare));
            if (round % 2 == 1) on.Add(await Cpu(guarded));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {Rounds}: on {on[^1]:0.00} us, off {off[^1]:0.00} us"));
        }

        // Two that ran one after the other saw the same machine, so each pair is a ratio of its own.
        var ratio = Median(on.Zip(off, (with, without) => with / without));
        return [new("CPU per request with protection on", string.Create(CultureInfo.InvariantCulture, $"{Median(on):0.00} us"), ratio.ToString("0.000", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"off, {Median(off):0.00} us; median of {Rounds} pairs"), "<= 1.03")];
    }

    private static async Task<double> Cpu(Service service)
    {
        var before = service.Process.CpuSeconds;
        var run = await Wrk.Run(new Uri(service.Address, Path), Connections, LegSeconds);
        return run.Refused + run.Broken == 0 ? (service.Process.CpuSeconds - before) / run.Requests * 1e6 : throw new InvalidOperationException($"{run.Refused} requests were refused and {run.Broken} broken: that was overload.");
    }
}
