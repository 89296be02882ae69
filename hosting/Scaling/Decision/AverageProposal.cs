namespace Parity.Scaling;

/// <summary>Proposals of an amount per pod: <c>averageValue</c> of a resource or of a custom metric of the pods.</summary>
internal static class AverageProposal
{
    public static Proposal For(Metric metric, long target, Observation observation, ControllerSettings settings, Tolerance tolerance)
    {
        if (PodTally.TryTake(metric, observation, settings, out var tally) is { } error) return Proposal.Failed(error);

        var current = observation.Scale.Spec;
        var total = unchecked(tally.CountedUsage + tally.OrphanedUsage);
        var samples = tally.Sampled;
        var mean = total / samples;
        var ratio = mean / (double)target;
        var addsUnready = tally.Unready > 0 && ratio > 1.0;
        if (!addsUnready && tally.Missing == 0)
            return new(tolerance.Covers(ratio) ? current : Replicas.RoundUp(ratio * tally.Counted), mean);

        // Pods without a sample are assumed to damp the change: on target when it goes down, idle when it goes up.
        if (ratio < 1.0) total = unchecked(total + (target * tally.Missing));
        if (ratio != 1.0) samples += tally.Missing;
        if (addsUnready) samples += tally.Unready;

        return new(Damped.Replicas(ratio, total / samples / (double)target, samples, current, tolerance), mean);
    }
}
