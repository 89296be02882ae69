using Parity.Model;
using Parity.Scaling.Simulation;

namespace Scaling;

public class SimulatorTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly ReplicaCapacity Capacity = new() { RequestsPerSecond = 50, StartUp = TimeSpan.FromSeconds(20) };

    [Fact]
    public void The_same_trace_gives_the_same_run()
    {
        var trace = new ArrivalProfile("sawtooth", 100).ToTrace(Second);
        var plan = new ScalingPlan("declared", Parity.Scaling.DeclaredSpecification.Of(Autoscaling.UpTo(30), "production"));

        var (first, second) = (Simulator.Run(trace, Capacity, plan), Simulator.Run(trace, Capacity, plan));

        Assert.Equal(first.Syncs, second.Syncs);
        Assert.Equal(first with { Syncs = [] }, second with { Syncs = [] });
    }

    [Fact]
    public void New_replicas_serve_only_after_their_start_up()
    {
        var trace = new ArrivalProfile("step", 100).ToTrace(Second);

        var syncs = Simulator.Run(trace, Capacity, new("declared", Parity.Scaling.DeclaredSpecification.Of(Autoscaling.UpTo(29), "production"))).Syncs;

        var asked = syncs.First(sync => sync.Replicas > 3);
        var ready = syncs.First(sync => sync.Ready > 3);
        Assert.InRange(ready.At - asked.At, Capacity.StartUp, Capacity.StartUp + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Load_within_capacity_waits_as_in_an_open_queue_and_nothing_is_shed()
    {
        var trace = new ArrivalTrace(Second, [.. Enumerable.Repeat(140.0, 3600)]);

        var result = Simulator.Run(trace, Capacity, ScalingPlan.Fixed(4));

        // 4 replicas with 4 servers each, 35 of 50 requests per second: M/M/4 at 0.7, 80 ms of service.
        var (p50, p99) = Simulate(servers: 4, load: 0.7);
        Assert.Equal((0, 0, TimeSpan.Zero), (result.Shed, result.Waiting, result.TimeToCapacity));
        Assert.InRange(result.P50.TotalSeconds / (p50 * 0.08), 0.85, 1.15);
        Assert.InRange(result.P99.TotalSeconds / (p99 * 0.08), 0.85, 1.15);
    }

    [Fact]
    public void Load_over_capacity_queues_up_to_the_limit_and_is_shed_beyond()
    {
        var capacity = Capacity with { QueueLimit = 100 };
        var trace = new ArrivalTrace(Second, [.. Enumerable.Repeat(60.0, 100)]);

        var result = Simulator.Run(trace, capacity, ScalingPlan.Fixed(1));

        // 10 a second too many: 100 of them wait after 10 s, the other 900 are turned away; who waits does so for 2 s.
        Assert.Equal(6000, result.Arrived, 6);
        Assert.Equal(100, result.Waiting, 6);
        Assert.Equal(900, result.Shed, 6);
        Assert.Equal(TimeSpan.FromSeconds(100), result.TimeToCapacity);
        Assert.InRange(result.P50.TotalSeconds, 1.9, 2.2);
    }

    [Fact]
    public void What_waits_at_a_replica_is_not_served_by_those_that_come_later()
    {
        var capacity = new ReplicaCapacity { RequestsPerSecond = 20, Concurrency = 20, QueueLimit = 1000, StartUp = TimeSpan.FromSeconds(2) };
        var trace = new ArrivalTrace(Second, [.. Enumerable.Repeat(8.0, 40), .. Enumerable.Repeat(40.0, 80)]);
        var settings = new SimulationSettings { Controller = new() { SyncPeriod = TimeSpan.FromSeconds(5) }, MetricLag = TimeSpan.Zero, MetricWindow = TimeSpan.FromSeconds(5) };

        var syncs = Simulator.Run(trace, capacity, new("declared", Parity.Scaling.DeclaredSpecification.Of(Autoscaling.UpTo(8).AtLeast(1), "")), settings).Syncs;

        // One replica gets 20 a second too many for 7 s and serves them alone at 20 a second, whatever else is ready.
        Assert.Equal([100.0, 80, 0], syncs.SkipWhile(sync => sync.Waiting == 0).Take(3).Select(sync => Math.Round(sync.Waiting)));
        Assert.True(syncs.First(sync => sync.Waiting > 0).Replicas >= 7);
    }

    [Fact]
    public void A_scheduled_floor_is_there_before_the_rush()
    {
        var trace = new ArrivalProfile("spike", 100).ToTrace(Second);

        var results = Comparison.Of(trace, Capacity, Alternatives.To(Autoscaling.UpTo(29), "production", trace, Capacity)).Results;

        Assert.Equal(["CPU 70 %, no behaviour", "declared", "fixed 29", "scheduled floor"], results.Select(result => result.Plan));
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], results.TakeLast(2).Select(result => result.TimeToCapacity));
        Assert.True(results[3].ReplicaSeconds < results[2].ReplicaSeconds);
    }

    /// <summary>Percentiles of the time in an M/M/c queue by playing it, in service times.</summary>
    private static (double P50, double P99) Simulate(int servers, double load)
    {
        var random = new Random(20260501);
        var free = new double[servers];
        var times = new double[400_000];
        var now = 0.0;
        for (var i = 0; i < times.Length; i++)
        {
            now += -Math.Log(1 - random.NextDouble()) / (load * servers);
            var server = Array.IndexOf(free, free.Min());
            free[server] = Math.Max(free[server], now) - Math.Log(1 - random.NextDouble());
            times[i] = free[server] - now;
        }

        Array.Sort(times);
        return (times[times.Length / 2], times[times.Length * 99 / 100]);
    }
}
