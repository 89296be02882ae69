using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Parity.Scaling.Simulation;

/// <summary>Several plans over the same trace, the first one being what the others are held against.</summary>
public sealed record Comparison(ArrivalTrace Trace, ImmutableArray<SimulationResult> Results)
{
    private static readonly string[] Header = ["plan", "time to capacity", "ratio", "replica-seconds", "ratio", "peak", "p50", "p95", "p99", "shed"];

    /// <summary>Runs the plans.</summary>
    public static Comparison Of(ArrivalTrace trace, ReplicaCapacity capacity, IEnumerable<ScalingPlan> plans, SimulationSettings? settings = null) =>
        new(trace, [.. plans.Select(plan => Simulator.Run(trace, capacity, plan, settings))]);

    /// <summary>Time to capacity of a result as a share of the first one's; 0 where neither was ever short.</summary>
    public double TimeRatio(SimulationResult result) =>
        result.TimeToCapacity == TimeSpan.Zero ? 0 : result.TimeToCapacity / Results[0].TimeToCapacity;

    /// <summary>Replica-seconds of a result as a share of the first one's.</summary>
    public double CostRatio(SimulationResult result) => result.ReplicaSeconds / Results[0].ReplicaSeconds;

    /// <summary>A table in plain text, with one line per plan.</summary>
    public string ToTable()
    {
        var rows = new List<string[]> { Header };
        rows.AddRange(Results.Select(result => new[]
        {
            result.Plan,
            Invariant($"{result.TimeToCapacity.TotalSeconds:0} s"),
            Invariant($"{TimeRatio(result):0.00}"),
            Invariant($"{result.ReplicaSeconds:0}"),
            Invariant($"{CostRatio(result):0.00}"),
            Invariant($"{result.PeakReplicas}"),
            Milliseconds(result.P50),
            Milliseconds(result.P95),
            Milliseconds(result.P99),
            Invariant($"{100 * result.ShedShare:0.0} %"),
        }));
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        return text.ToString();
    }

    /// <summary>The load, and below it the ready replicas of every plan, over time.</summary>
    public string ToPlot(int width = 72)
    {
        var label = Results.Max(result => result.Plan.Length);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"load".PadRight(label)}  {Plot.Line(Trace.Rates, width)}  peak {Trace.Peak:0.#} requests/s");
        foreach (var result in Results)
            text.AppendLine(CultureInfo.InvariantCulture, $"{result.Plan.PadRight(label)}  {Plot.Line([.. result.Syncs.Select(sync => (double)sync.Ready)], width)}  peak {result.PeakReplicas} replicas");
        return text.ToString();
    }

    private static string Milliseconds(TimeSpan time) => Invariant($"{time.TotalMilliseconds:0} ms");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
