namespace Parity.Scaling;

/// <summary>How a pod enters the calculation of a per-pod metric.</summary>
internal enum PodState
{
    /// <summary>Its sample counts.</summary>
    Counted,

    /// <summary>It should have a sample and has none.</summary>
    Missing,

    /// <summary>It is not ready, or its CPU sample still shows its start.</summary>
    Unready,

    /// <summary>It is on its way out.</summary>
    Ignored,
}

internal static class PodStates
{
    public static PodState Of(Pod pod, bool sampled, bool isCpu, TimeSpan now, ControllerSettings settings)
    {
        if (pod.Deleting || pod.Phase == PodPhase.Failed) return PodState.Ignored;
        if (pod.Phase == PodPhase.Pending) return PodState.Unready;
        if (!sampled) return PodState.Missing;
        return isCpu && IsStarting(pod, now, settings) ? PodState.Unready : PodState.Counted;
    }

    private static bool IsStarting(Pod pod, TimeSpan now, ControllerSettings settings)
    {
        if (pod.Ready is not { } ready || pod.Started is not { } started) return true;
        var unready = ready.Status == ConditionStatus.False;

        // While a pod may still be initialising, a sample counts only when all of its window lies in the present readiness.
        if (started + settings.CpuInitializationPeriod > now)
            return unready || (pod.Usage is { } usage && usage.At < ready.Since + usage.Window);

        // Later an unready pod counts, unless it has been unready from its start on: then it never did any work.
        return unready && started + settings.InitialReadinessDelay > ready.Since;
    }
}
