namespace Parity.Scaling;

/// <summary>
/// The decisions of the HorizontalPodAutoscaler controller of Kubernetes 1.36. The clock is an input, the only state is the
/// <see cref="Status"/> and the <see cref="Memory"/> that the caller keeps.
/// https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
/// </summary>
public static class Autoscaler
{
    /// <summary>One sync.</summary>
    /// <param name="specification">The spec in force during this sync.</param>
    /// <param name="settings">The controller's flags.</param>
    /// <param name="status">The status that the last sync left.</param>
    /// <param name="memory">What the controller remembers; updated in place. A new one stands for a restarted controller.</param>
    /// <param name="observation">What the sync sees.</param>
    public static Decision Step(Specification specification, ControllerSettings settings, Status status, Memory memory, Observation observation)
    {
        if (observation.Access == ScaleAccess.ReadFails)
            return new() { Status = status with { AbleToScale = Condition.False(ConditionReason.FailedGetScale) }, Failed = true };

        status = status with { AbleToScale = Condition.True(ConditionReason.SucceededGetScale) };
        var current = observation.Scale.Spec;
        memory.Recommendations.Begin(current, observation.Now);

        if (current == 0 && !MayWakeUp(specification, settings, status))
        {
            status = status with { ScalingActive = Condition.False(ConditionReason.ScalingDisabled), DesiredReplicas = 0 };
            return new() { Status = status };
        }

        if (current > specification.MaxReplicas)
            return Apply(new() { Status = status }, specification.MaxReplicas, specification, settings, memory, observation);
        if (current != 0 && current < specification.MinReplicas)
            return Apply(new() { Status = status }, specification.MinReplicas, specification, settings, memory, observation);
        return Measure(specification, settings, status, memory, observation);
    }

    // Zero replicas mean "switched off" unless the autoscaler itself went to zero and remembers it in the status.
    private static bool MayWakeUp(Specification specification, ControllerSettings settings, Status status) =>
        settings.Gates.ScaleToZero
        && status.ScaledToZero is { Status: ConditionStatus.True }
        && (specification.MinReplicas != 0 || specification.ScalesFromZero);

    private static Decision Measure(Specification specification, ControllerSettings settings, Status status, Memory memory, Observation observation)
    {
        var current = observation.Scale.Spec;
        var tolerance = Tolerance.Of(specification, settings);
        var proposals = memory.Proposals(specification.Metrics.Length);
        for (var i = 0; i < specification.Metrics.Length; i++)
            proposals.Span[i] = Proposals.For(specification.Metrics[i], observation.Answer(i), observation, settings, tolerance);

        var choice = Choice.Among(proposals.Span, specification, current);
        status = status with { ScalingActive = choice.Active };
        var decision = new Decision { Status = status, Failed = choice.Failed, Proposals = proposals };
        if (choice.Wanted is not { } chosen) return decision;

        var wanted = Math.Max(chosen, 0);
        var normalized = Normalization.For(specification, specification.MinReplicas, settings, memory, wanted, current, observation.Now);
        var desired = current == 0 ? Math.Max(normalized.Replicas, specification.MinReplicas) : normalized.Replicas;
        status = status with { AbleToScale = normalized.AbleToScale, ScalingLimited = normalized.ScalingLimited };
        decision = decision with { Status = status, Wanted = wanted, Stabilized = normalized.Stabilized };
        return Apply(decision, desired, specification, settings, memory, observation);
    }

    private static Decision Apply(Decision decision, int desired, Specification specification, ControllerSettings settings, Memory memory, Observation observation)
    {
        var current = observation.Scale.Spec;
        var status = decision.Status;
        if (desired == current) return decision with { Status = status with { DesiredReplicas = current } };
        if (observation.Access == ScaleAccess.WriteFails)
            return decision with { Status = status with { AbleToScale = Condition.False(ConditionReason.FailedUpdateScale) }, Failed = true };

        Remember(current, desired, specification.Behavior, memory, observation.Now);
        status = status with { DesiredReplicas = desired, AbleToScale = Condition.True(ConditionReason.SucceededRescale) };
        if (settings.Gates.ScaleToZero) status = status with { ScaledToZero = Zero(desired, specification) };
        return decision with { Status = status, Write = desired };
    }

    private static Condition Zero(int desired, Specification specification) =>
        desired == 0 && specification.MinReplicas == 0 && specification.ScalesFromZero
            ? Condition.True(ConditionReason.ScaledToZero)
            : Condition.False(ConditionReason.NotScaledToZero);

    // Only policies read the events, so without behaviour there are none.
    private static void Remember(int current, int desired, Behavior? behavior, Memory memory, TimeSpan now)
    {
        if (behavior is null) return;
        if (desired > current) memory.ScaledUp.Add(desired - current, behavior.ScaleUp.LongestPeriod, now);
        else memory.ScaledDown.Add(current - desired, behavior.ScaleDown.LongestPeriod, now);
    }
}
