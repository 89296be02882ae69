using System.Globalization;
using Benchmarks.Scaling;

namespace Benchmarks;

internal static class SimulationFigures
{
    public static IReadOnlyList<Figure> Measure()
    {
        var (time, syncs, bytes) = SimulationBenchmark.Measure();
        return
        [
            new($"24 h x {SimulationBenchmark.Workloads} workloads, {syncs} syncs", string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"), "", "", "<= 1 s"),
            new("allocated per sync", $"{bytes} B", "", "", ""),
        ];
    }
}
