using System.Collections.Immutable;
using System.Diagnostics;
using Parity.Model;
using Parity.Scaling;
using Parity.Scaling.Simulation;

namespace Benchmarks.Scaling;

/// <summary>A day of 50 workloads, a sync every 15 seconds, load given per second. Goal: at most one second.</summary>
internal sealed class SimulationBenchmark : Benchmark
{
    private const int Workloads = 50;

    public override string Name => "simulation";

    public override Task<IReadOnlyList<Figure>> RunAsync()
    {
        var (time, syncs, bytes) = Measure(runs: 5);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new($"24 h x {Workloads} workloads, {syncs} syncs", Seconds(time.TotalSeconds), "", "", "<= 1 s"),
            new("allocated per sync", $"{bytes} B", "", "", ""),
        ]);
    }

    // The fastest of a few runs, the syncs made in it, and how many bytes were allocated per sync.
    private static (TimeSpan Time, int Syncs, long BytesPerSync) Measure(int runs)
    {
        var days = Enumerable.Range(0, Workloads).Select(Day).ToArray();
        var plans = Enumerable.Range(0, Workloads).Select(workload => new ScalingPlan($"workload {workload}", DeclaredSpecification.Of(Autoscaling.UpTo(60), "production"))).ToArray();
        var capacity = new ReplicaCapacity { RequestsPerSecond = 50, StartUp = TimeSpan.FromSeconds(20) };
        var fastest = TimeSpan.MaxValue;
        var syncs = 0;
        var bytes = 0L;
        for (var run = 0; run < runs; run++)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            var start = Stopwatch.GetTimestamp();
            var counts = new int[Workloads];
            Parallel.For(0, Workloads, workload => counts[workload] = Simulator.Run(days[workload], capacity, plans[workload]).Syncs.Length);
            var time = Stopwatch.GetElapsedTime(start);
            syncs = counts.Sum();
            bytes = GC.GetTotalAllocatedBytes() - allocated;
            fastest = time < fastest ? time : fastest;
        }

        return (fastest, syncs, bytes / syncs);
    }

    // A day's curve with a rush at another hour for each workload.
    private static ArrivalTrace Day(int workload)
    {
        var rates = ImmutableArray.CreateBuilder<double>(24 * 3600);
        var rush = workload * 24 * 3600 / Workloads;
        for (var second = 0; second < 24 * 3600; second++)
        {
            var curve = 200 + (150 * Math.Sin(2 * Math.PI * second / (24 * 3600)));
            rates.Add(second >= rush && second < rush + 600 ? curve * 5 : curve);
        }

        return new(TimeSpan.FromSeconds(1), rates.MoveToImmutable());
    }
}
