namespace Parity.Scaling;

/// <summary>From what the metrics want to what may be written: windows first, then minimum, maximum and policies.</summary>
internal static class Normalization
{
    public static Normalized For(Specification specification, int minimum, ControllerSettings settings, Memory memory, int wanted, int current, TimeSpan now) =>
        specification.Behavior is { } behavior
            ? WithBehavior(specification, behavior, minimum, settings, memory, wanted, current, now)
            : WithoutBehavior(specification, minimum, settings, memory, wanted, current, now);

    private static Normalized WithoutBehavior(
        Specification specification, int minimum, ControllerSettings settings, Memory memory, int wanted, int current, TimeSpan now)
    {
        var stabilized = memory.Recommendations.Highest(wanted, now, settings.DownscaleStabilization);
        var able = stabilized != wanted ? ConditionReason.ScaleDownStabilized : ConditionReason.ReadyForNewScale;

        var limit = RateLimit.UpWithoutBehavior(current);
        var (allowed, reason) = specification.MaxReplicas > limit
            ? (limit, ConditionReason.ScaleUpLimit)
            : (specification.MaxReplicas, ConditionReason.TooManyReplicas);
        return stabilized < minimum ? new(minimum, stabilized, able, ConditionReason.TooFewReplicas)
            : stabilized > allowed ? new(allowed, stabilized, able, reason)
            : new(stabilized, stabilized, able, ConditionReason.DesiredWithinRange);
    }

    private static Normalized WithBehavior(
        Specification specification, Behavior behavior, int minimum, ControllerSettings settings, Memory memory, int wanted, int current, TimeSpan now)
    {
        var windowUp = behavior.ScaleUp.StabilizationWindow ?? TimeSpan.Zero;
        var windowDown = behavior.ScaleDown.StabilizationWindow ?? settings.DownscaleStabilization;
        var stabilized = memory.Recommendations.Clamp(wanted, current, now, windowUp, windowDown);
        var able = stabilized == wanted ? ConditionReason.ReadyForNewScale
            : wanted >= current ? ConditionReason.ScaleUpStabilized
            : ConditionReason.ScaleDownStabilized;

        if (stabilized > current)
        {
            var limit = RateLimit.Up(current, behavior.ScaleUp, memory, now);
            var (allowed, reason) = specification.MaxReplicas > limit
                ? (limit, ConditionReason.ScaleUpLimit)
                : (specification.MaxReplicas, ConditionReason.TooManyReplicas);
            if (stabilized > allowed) return new(allowed, stabilized, able, reason);
        }
        else if (stabilized < current)
        {
            var limit = RateLimit.Down(current, behavior.ScaleDown, memory, now);
            var (allowed, reason) = minimum < limit
                ? (limit, ConditionReason.ScaleDownLimit)
                : (minimum, ConditionReason.TooFewReplicas);
            if (stabilized < allowed) return new(allowed, stabilized, able, reason);
        }

        return new(stabilized, stabilized, able, ConditionReason.DesiredWithinRange);
    }
}
