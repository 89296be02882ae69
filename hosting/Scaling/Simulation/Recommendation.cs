using System.Globalization;
using System.Text;
using Parity.Model;

namespace Parity.Scaling.Simulation;

/// <summary>The declaration that carries a trace within an objective at the least cost found.</summary>
/// <param name="Autoscaling">The declaration.</param>
/// <param name="Result">What it made of the trace.</param>
/// <param name="IsMet">Whether the objective is kept.</param>
public sealed record Recommendation(Autoscaling Autoscaling, SimulationResult Result, bool IsMet)
{
    /// <summary>A little above what CPU settles at, so that in a steady state CPU decides and in a rush the requests do.</summary>
    private const double SettledLoad = 0.85;

    /// <summary>
    /// Sizes the maximum for the trace's peak at 70 % load, measures requests in flight against what a replica has at 85 % load, and raises
    /// the minimum until the objective is kept.
    /// </summary>
    public static Recommendation For(ArrivalTrace trace, ReplicaCapacity capacity, Objective objective, SimulationSettings? settings = null)
    {
        var maximum = Math.Max(2, Simulator.Needed(trace.Peak, capacity));
        var inFlight = Math.Max(1, Math.Round(SettledLoad * capacity.Concurrency * new QueueTable(capacity.Concurrency).Mean(QueueTable.Row(SettledLoad)), 1));
        var usual = Autoscaling.UpTo(maximum);
        var declared = usual.Measuring(usual.Metrics.Select(metric => metric is AutoscalingMetric.RequestsInFlight ? new AutoscalingMetric.RequestsInFlight(inFlight) : metric));

        var lowest = Try(declared, declared.Bounds.Minimum);
        if (lowest.IsMet) return lowest;
        var best = Try(declared, maximum);
        for (int low = declared.Bounds.Minimum, high = maximum; best.IsMet && high - low > 1;)
        {
            var middle = Try(declared, (low + high) / 2);
            if (middle.IsMet) (best, high) = (middle, middle.Autoscaling.Bounds.Minimum);
            else low = (low + high) / 2;
        }

        return best;

        Recommendation Try(Autoscaling autoscaling, int minimum)
        {
            autoscaling = autoscaling.AtLeast(minimum);
            var result = Simulator.Run(trace, capacity, new("recommended", DeclaredSpecification.Of(autoscaling, "")), settings);
            return new(autoscaling, result, objective.IsMetBy(result));
        }
    }

    /// <summary>The call to paste into AppHost.</summary>
    public string ToCode()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $".WithAutoscaling(Autoscaling.UpTo({Autoscaling.Bounds.Maximum}).AtLeast({Autoscaling.Bounds.Minimum}).Measuring(");
        text.AppendJoin(", ", Autoscaling.Metrics.Select(Code));
        return text.Append("))").ToString();
    }

    private static string Code(AutoscalingMetric metric) => metric switch
    {
        AutoscalingMetric.Cpu cpu => $"new AutoscalingMetric.Cpu({cpu.Percent})",
        AutoscalingMetric.Memory memory => $"new AutoscalingMetric.Memory({memory.Percent})",
        AutoscalingMetric.RequestRate rate => FormattableString.Invariant($"new AutoscalingMetric.RequestRate({rate.PerReplica})"),
        AutoscalingMetric.RequestsInFlight requests => FormattableString.Invariant($"new AutoscalingMetric.RequestsInFlight({requests.PerReplica})"),
        AutoscalingMetric.QueueDepth queue => FormattableString.Invariant($"new AutoscalingMetric.QueueDepth({Literal(queue.Database)}, {Literal(queue.Query)}, {queue.PerReplica})"),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    };

    private static string Literal(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
