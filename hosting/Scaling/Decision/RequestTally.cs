namespace Parity.Scaling;

/// <summary>The requests of the pods by state.</summary>
internal struct RequestTally
{
    public long Counted;
    public long Missing;
    public long Unready;

    /// <summary>What the pods without a sample are assumed to use when the replicas would go down.</summary>
    public long MissingFallback;

    public static MetricError? TryTake(Metric metric, int target, Observation observation, ControllerSettings settings, out RequestTally tally)
    {
        tally = default;
        var isCpu = metric.Name == "cpu";
        long fallback = Math.Max(100, target);
        foreach (var pod in observation.Pods.AsSpan())
        {
            if (Requests.TryGet(metric, pod, out var request) is { } error) return error;
            var all = unchecked(request * pod.Count);
            switch (PodStates.Of(pod, Samples.TryGet(metric, pod, out _), isCpu, observation.Now, settings))
            {
                case PodState.Counted:
                    tally.Counted = unchecked(tally.Counted + all);
                    break;
                case PodState.Missing:
                    tally.Missing = unchecked(tally.Missing + all);
                    tally.MissingFallback = unchecked(tally.MissingFallback + (request * fallback / 100 * pod.Count));
                    break;
                case PodState.Unready:
                    tally.Unready = unchecked(tally.Unready + all);
                    break;
            }
        }

        return null;
    }
}
