using System.Globalization;
using Parity.Load;
using Parity.Scaling.Simulation;

namespace Benchmarks.Rush;

/// <summary>
/// A service whose work is a pool of 16 for 20 ms (800 requests a second), at 80 %, twice and five times that, with protection and without;
/// and checkouts among twelve times as many looks. Goodput is what was answered with 200 of the load; latencies are
/// those in the service, from before the protection.
/// </summary>
internal sealed class OverloadBenchmark : Benchmark
{
    private const double Capacity = 800;
    private const int LegSeconds = 8;

    public override string Name => "overload";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var (guarded, bare) = (await Measure(enabled: true), await Measure(enabled: false));
        var best = Math.Max(guarded.Max(leg => leg.Goodput), bare.Max(leg => leg.Goodput));
        var figures = new List<Figure>();
        for (var n = 1; n < guarded.Count; n++)
        {
            var load = string.Create(CultureInfo.InvariantCulture, $"{guarded[n].Load:0}x capacity");
            foreach (var (legs, protection, wanted) in new[] { (guarded, "", true), (bare, ", protection off", false) })
            {
                figures.Add(new($"goodput at {load}{protection}", $"{Whole(legs[n].Goodput)}/s", Ratio(legs[n].Goodput / best), $"the best, {Whole(best)}/s", wanted ? ">= 0.95" : ""));
                figures.Add(new($"p99 of admitted at {load}{protection}", $"{Whole(legs[n].P99)} ms", Ratio(legs[n].P99 / legs[0].P99), $"p99 at 80 % load, {Whole(legs[0].P99)} ms", wanted ? "<= 3" : ""));
            }
        }

        var (success, low) = await Checkout();
        figures.Add(new("checkouts that succeed under 12 times as many looks", string.Create(CultureInfo.InvariantCulture, $"{success:0.00} %"), "", string.Create(CultureInfo.InvariantCulture, $"looks: {low:0.0} %"), ">= 99.4 %"));
        return figures;
    }

    private static async Task<List<Leg>> Measure(bool enabled)
    {
        await using var service = await PoolService.Start(("Overload:Enabled", enabled ? "true" : "false"));
        // The service is warm and its limit has been found before anything counts.
        await Load(service, 0.8, "GET", 3);
        await Load(service, 2, "GET", 4);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var legs = new List<Leg>();
        foreach (var load in new[] { 0.8, 2, 5 })
        {
            legs.Add(await Load(service, load, "GET", LegSeconds));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"protection {(enabled ? "on" : "off")}, {load:0.0}x: goodput {legs[^1].Goodput:0}/s, p99 of admitted {legs[^1].P99:0} ms"));
            await Task.Delay(TimeSpan.FromSeconds(3));
        }

        return legs;
    }

    private static async Task<(double Checkouts, double Looks)> Checkout()
    {
        await using var service = await PoolService.Start();
        await Load(service, 2, "GET", 3);
        var looks = Load(service, 6, "GET", LegSeconds);
        var checkouts = Load(service, 0.5, "POST", LegSeconds);
        await Task.WhenAll(looks, checkouts);
        return ((await checkouts).Success * 100, (await looks).Success * 100);
    }

    private static async Task<Leg> Load(PoolService service, double load, string method, int seconds)
    {
        var before = service.Served(method);
        var rate = load * Capacity;
        var run = new LoadGenerator(new LoadPlan
        {
            Name = "overload",
            Target = service.Address,
            Profile = "constant",
            Trace = new ArrivalTrace(TimeSpan.FromSeconds(1), [.. Enumerable.Repeat(rate, seconds)]),
            Scenarios = [new Scenario("work", "/work", Method: method)],
            Independent = true,
            Timeout = TimeSpan.FromSeconds(10),
        }).RunAsync(CancellationToken.None);
        // Without protection the backlog is worked off after the load has ended, which is no goodput.
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var during = service.Served(method) - before;
        var report = await run;
        var served = service.Served(method) - before;
        return new(load, during.Count / (double)seconds, served.P99, served.Count / (double)report.Intended);
    }

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private sealed record Leg(double Load, double Goodput, double P99, double Success);
}
