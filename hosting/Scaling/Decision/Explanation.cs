using System.Globalization;

namespace Parity.Scaling;

/// <summary>A decision in one line for people, such as <c>queue_depth 120 / 20 per replica wants 6, policy allows 4: 3 -> 4</c>.</summary>
public static class Explanation
{
    /// <summary>What the metrics wanted, what held them back, and what became of the replicas.</summary>
    public static string Of(Specification specification, Observation observation, Decision decision)
    {
        var parts = new List<string>();
        for (var i = 0; i < decision.Proposals.Length; i++)
            parts.Add(Of(specification.Metrics[i], observation.Answer(i), decision.Proposals.Span[i]));
        if (decision.Status.ScalingActive is { Reason: ConditionReason.ScalingDisabled }) parts.Add("switched off at 0 replicas");
        if (decision is { Wanted: { } wanted, Stabilized: { } stabilized } && wanted != stabilized) parts.Add($"window holds {stabilized}");
        if (decision is { Wanted: not null } && Limit(decision) is { } limit) parts.Add(limit);
        if (decision.Status.AbleToScale is { Status: ConditionStatus.False, Reason: var reason }) parts.Add(reason == ConditionReason.FailedGetScale ? "the replicas could not be read" : "the replicas could not be written");

        var current = observation.Scale.Spec;
        var change = decision.Write is { } write ? $"{current} -> {write}" : $"stays at {current}";
        return parts.Count == 0 ? $"outside minimum and maximum: {change}" : $"{string.Join(", ", parts)}: {change}";
    }

    private static string Of(Metric metric, MetricAnswer answer, Proposal proposal)
    {
        if (proposal.Error is { } error) return $"{metric.Name} failed ({error})";
        var measured = metric.Target switch
        {
            MetricTarget.Utilization target => $"{proposal.Utilization} % / {target.Percent} %",
            MetricTarget.AverageValue target => $"{Number(Total(answer) ?? proposal.Value)} / {Number(target.Milli)} per replica",
            MetricTarget.Value target => $"{Number(proposal.Value)} / {Number(target.Milli)}",
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric.Target, null),
        };
        return $"{metric.Name} {measured} wants {proposal.Replicas}";
    }

    private static string? Limit(Decision decision) => decision.Status.ScalingLimited is not { Status: ConditionStatus.True, Reason: var reason } ? null : reason switch
    {
        ConditionReason.TooManyReplicas => $"maximum {decision.Status.DesiredReplicas}",
        ConditionReason.TooFewReplicas => $"minimum {decision.Status.DesiredReplicas}",
        _ => $"policy allows {decision.Status.DesiredReplicas}",
    };

    private static long? Total(MetricAnswer answer) => answer switch
    {
        MetricAnswer.Value value => value.Milli,
        MetricAnswer.Series series => series.Milli.Aggregate(0L, static (sum, one) => unchecked(sum + one)),
        _ => null,
    };

    private static string Number(long milli) => (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
