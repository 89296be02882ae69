namespace Parity.Scaling;

/// <summary>Proposals of metrics that are not measured per pod: objects and external metrics.</summary>
internal static class TotalProposal
{
    public static Proposal For(Metric metric, MetricAnswer answer, Observation observation, Tolerance tolerance) => (answer, metric.Target) switch
    {
        (MetricAnswer.Failure, _) => Proposal.Failed(MetricError.FetchFailed),
        (MetricAnswer.Value { Milli: var value }, MetricTarget.Value target) => ForAll(value, target.Milli, observation, tolerance),
        (MetricAnswer.Value { Milli: var value }, MetricTarget.AverageValue target) => PerReplica(value, target.Milli, observation, tolerance),
        (MetricAnswer.Series { Milli.IsDefaultOrEmpty: false } series, MetricTarget.Value target) => ForAll(Capped(series), target.Milli, observation, tolerance),
        (MetricAnswer.Series { Milli.IsDefaultOrEmpty: false } series, MetricTarget.AverageValue target) => OfSeries(CappedOnWrap(series), target.Milli, observation, tolerance),
        _ => Proposal.Failed(MetricError.NoMetrics),
    };

    private static Proposal ForAll(long total, long target, Observation observation, Tolerance tolerance)
    {
        var ratio = total / (double)target;
        var current = observation.Scale.Spec;
        if (current == 0) return new(Replicas.RoundUp(ratio), total);
        if (tolerance.Covers(ratio)) return new(current, total);
        if (observation.Pods.IsEmpty) return Proposal.Failed(MetricError.NoPods);

        var ready = 0;
        foreach (var pod in observation.Pods.AsSpan())
        {
            if (pod is { Phase: PodPhase.Running, Ready.Status: ConditionStatus.True }) ready += pod.Count;
        }

        return new(Replicas.RoundUp(ratio * ready), total);
    }

    // No replicas make the ratio infinite or undefined: outside every tolerance, as it should be.
    private static Proposal PerReplica(long total, long target, Observation observation, Tolerance tolerance)
    {
        var replicas = observation.Scale.Status;
        var ratio = total / ((double)target * replicas);
        var proposed = tolerance.Covers(ratio) ? replicas : Replicas.RoundUp(total / (double)target);
        return new(proposed, (long)Math.Ceiling(total / (double)replicas));
    }

    // The status of an external metric shows a total at the top of the range as it is, not divided; an object's is always divided.
    private static Proposal OfSeries(long total, long target, Observation observation, Tolerance tolerance)
    {
        var proposal = PerReplica(total, target, observation, tolerance);
        return total >= (double)long.MaxValue ? proposal with { Value = long.MaxValue } : proposal;
    }

    private static long Capped(MetricAnswer.Series series)
    {
        var total = 0L;
        foreach (var value in series.Milli.AsSpan())
        {
            if (value > 0 && total > long.MaxValue - value) return long.MaxValue;
            total = unchecked(total + value);
        }

        return total;
    }

    // For a target per replica the controller takes any negative sum for an overflow.
    private static long CappedOnWrap(MetricAnswer.Series series)
    {
        var total = 0L;
        foreach (var value in series.Milli.AsSpan())
        {
            total = unchecked(total + value);
            if (total < 0) return long.MaxValue;
        }

        return total;
    }
}
