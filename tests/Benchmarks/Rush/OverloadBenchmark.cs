using System.Globalization;
using System.Net.Http.Json;
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
    private const int LegSeconds = 6;
    private const int Rounds = 2;
    private static readonly double[] Loads = [0.8, 2, 5];

    public override string Name => "overload";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        using (Processors.AvoidFirst())
        {
            figures.AddRange(await Goodput());
            var (success, low) = await Checkout();
            figures.Add(new("checkouts that succeed under 12 times as many looks", string.Create(CultureInfo.InvariantCulture, $"{success:0.00} %"), "", string.Create(CultureInfo.InvariantCulture, $"looks: {low:0.0} %"), ">= 99.4 %"));
        }

        return [.. figures, .. await Amplification.Measure()];
    }

    private static async Task<IReadOnlyList<Figure>> Goodput()
    {
        await using var guarded = await PoolService.Start(enabled: true);
        await using var bare = await PoolService.Start(enabled: false);
        var variants = new[] { (Service: guarded, Name: "", Legs: new List<Leg>()), (Service: bare, Name: ", protection off", Legs: []) };
        foreach (var (service, _, _) in variants)
        {
            // The service is warm and its limit has been found before anything counts.
            await Load(service, 0.8, "GET", 3);
            await Load(service, 2, "GET", 4);
        }

        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var load in Loads)
            {
                foreach (var (service, name, legs) in variants)
                {
                    await Task.Delay(TimeSpan.FromSeconds(2));
                    legs.Add(await Load(service, load, "GET", LegSeconds));
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {Rounds}, {load:0.0}x{name}: goodput {legs[^1].Goodput:0}/s, p99 of admitted {legs[^1].P99:0} ms"));
                }
            }
        }

        var best = variants.Max(variant => Loads.Max(load => At(variant.Legs, load).Goodput));
        return
        [
            .. from load in Loads.Skip(1)
               from variant in variants
               from figure in Compare(string.Create(CultureInfo.InvariantCulture, $"at {load:0}x capacity{variant.Name}"), At(variant.Legs, load), At(variant.Legs, Loads[0]), best, variant.Name == "")
               select figure,
        ];
    }

    private static Figure[] Compare(string name, Leg leg, Leg calm, double best, bool wanted) =>
    [
        new($"goodput {name}", $"{Whole(leg.Goodput)}/s", Ratio(leg.Goodput / best), $"the best, {Whole(best)}/s", wanted ? ">= 0.95" : ""),
        new($"p99 of admitted {name}", $"{Whole(leg.P99)} ms", Ratio(leg.P99 / calm.P99), $"p99 at 80 % load, {Whole(calm.P99)} ms", wanted ? "<= 3" : ""),
    ];

    private static Leg At(List<Leg> legs, double load)
    {
        var rounds = legs.Where(leg => leg.Load == load).ToList();
        return new(load, rounds.Average(leg => leg.Goodput), rounds.Average(leg => leg.P99), rounds.Average(leg => leg.Success));
    }

    private static async Task<(double Checkouts, double Looks)> Checkout()
    {
        await using var service = await PoolService.Start(enabled: true);
        await Load(service, 2, "GET", 3);
        var looks = Load(service, 6, "GET", LegSeconds);
        var checkouts = Load(service, 0.5, "POST", LegSeconds);
        await Task.WhenAll(looks, checkouts);
        return ((await checkouts).Success * 100, (await looks).Success * 100);
    }

    private static async Task<Leg> Load(Service service, double load, string method, int seconds)
    {
        var before = await Served(service, method);
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
        var during = await Served(service, method) - before;
        var report = await run;
        var served = await Served(service, method) - before;
        return new(load, during.Count / (double)seconds, served.P99, served.Count / (double)report.Intended);
    }

    private static async Task<Tally> Served(Service service, string method) =>
        new((await Service.Client.GetFromJsonAsync<List<double>>(new Uri(service.Address, $"/served/{method}")))!);

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private sealed record Leg(double Load, double Goodput, double P99, double Success);
}
