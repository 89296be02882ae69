namespace Parity.Scaling;

/// <summary>Proposals of a resource in percent of its request.</summary>
internal static class UtilizationProposal
{
    public static Proposal For(Metric metric, int target, Observation observation, ControllerSettings settings, Tolerance tolerance)
    {
        if (PodTally.TryTake(metric, observation, settings, out var tally) is { } error) return Proposal.Failed(error);
        if (RequestTally.TryTake(metric, target, observation, settings, out var requests) is { } missing) return Proposal.Failed(missing);
        if (requests.Counted == 0) return Proposal.Failed(MetricError.NoMatchingRequests);

        var current = observation.Scale.Spec;
        var percent = Percent(tally.CountedUsage, requests.Counted);
        var mean = tally.CountedUsage / tally.Counted;
        var ratio = percent / (double)target;
        var addsUnready = tally.Unready > 0 && ratio > 1.0;
        if (!addsUnready && tally.Missing == 0)
            return new(tolerance.Covers(ratio) ? current : Replicas.RoundUp(ratio * tally.Counted), mean, percent);

        var usage = tally.CountedUsage;
        var requested = requests.Counted;
        var samples = tally.Sampled;
        if (ratio < 1.0) usage = unchecked(usage + requests.MissingFallback);
        if (ratio != 1.0)
        {
            requested = unchecked(requested + requests.Missing);
            samples += tally.Missing;
        }

        if (addsUnready)
        {
            requested = unchecked(requested + requests.Unready);
            samples += tally.Unready;
        }

        if (requested == 0) return Proposal.Failed(MetricError.NoMatchingRequests);
        return new(Damped.Replicas(ratio, Percent(usage, requested) / (double)target, samples, current, tolerance), mean, percent);
    }

    private static int Percent(long usage, long requested) => unchecked((int)(usage * 100 / requested));
}
