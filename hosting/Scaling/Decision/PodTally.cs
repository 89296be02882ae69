namespace Parity.Scaling;

/// <summary>The pods of a per-pod metric by state. Sums wrap like the controller's 64-bit integers.</summary>
internal struct PodTally
{
    public int Counted;
    public int Missing;
    public int Unready;

    /// <summary>Samples whose pod is not listed.</summary>
    public int Orphaned;

    public long CountedUsage;
    public long OrphanedUsage;

    /// <summary>Samples left after those of unready and leaving pods are taken out.</summary>
    public readonly int Sampled => Counted + Orphaned;

    public static MetricError? TryTake(Metric metric, Observation observation, ControllerSettings settings, out PodTally tally)
    {
        tally = default;
        var isCpu = metric is { Source: not MetricSource.Pods, Name: "cpu" };
        var listed = false;
        foreach (var pod in observation.Pods.AsSpan())
        {
            listed |= Samples.IsListed(metric, pod);
            var sampled = Samples.TryGet(metric, pod, out var milli);
            switch (PodStates.Of(pod, sampled, isCpu, observation.Now, settings))
            {
                case PodState.Counted:
                    tally.Counted += pod.Count;
                    tally.CountedUsage = unchecked(tally.CountedUsage + (milli * pod.Count));
                    break;
                case PodState.Missing:
                    tally.Missing += pod.Count;
                    break;
                case PodState.Unready:
                    tally.Unready += pod.Count;
                    break;
            }
        }

        foreach (var orphan in observation.Orphans.AsSpan())
        {
            listed |= Samples.IsListed(metric, orphan);
            if (!Samples.TryGet(metric, orphan, out var milli)) continue;
            tally.Orphaned += orphan.Count;
            tally.OrphanedUsage = unchecked(tally.OrphanedUsage + (milli * orphan.Count));
        }

        return !listed ? MetricError.NoMetrics
            : observation.Pods.IsEmpty ? MetricError.NoPods
            : tally.Sampled == 0 ? MetricError.NoReadyMetrics
            : null;
    }
}
