namespace Parity.Scaling;

/// <summary>How far the policies of a direction let the replicas go.</summary>
internal static class RateLimit
{
    /// <summary>Without behaviour: double, but at least to 4.</summary>
    public static int UpWithoutBehavior(int current) => (int)Math.Max(2.0 * current, 4.0);

    public static int Up(int current, ScalingRules rules, Memory memory, TimeSpan now)
    {
        if (rules.Selection == PolicySelection.Disabled) return current;
        var smallest = rules.Selection == PolicySelection.Min;
        var limit = smallest ? int.MaxValue : int.MinValue;
        foreach (var policy in rules.Policies.AsSpan())
        {
            var start = StartOfPeriod(current, policy, memory, now);
            var allowed = policy.Unit == PolicyUnit.Pods
                ? unchecked(start + policy.Amount)
                : Replicas.RoundUp(start * (1 + (policy.Amount / 100.0)));
            limit = smallest ? Math.Min(limit, allowed) : Math.Max(limit, allowed);
        }

        // Events can put the start of the period above the present: a limit never scales the other way.
        return Math.Max(limit, current);
    }

    public static int Down(int current, ScalingRules rules, Memory memory, TimeSpan now)
    {
        if (rules.Selection == PolicySelection.Disabled) return current;
        var smallest = rules.Selection == PolicySelection.Min;
        var limit = smallest ? int.MinValue : int.MaxValue;
        foreach (var policy in rules.Policies.AsSpan())
        {
            var start = StartOfPeriod(current, policy, memory, now);
            var allowed = policy.Unit == PolicyUnit.Pods
                ? unchecked(start - policy.Amount)
                : (int)(start * (1 - (policy.Amount / 100.0)));
            limit = smallest ? Math.Max(limit, allowed) : Math.Min(limit, allowed);
        }

        return Math.Min(limit, current);
    }

    private static int StartOfPeriod(int current, ScalingPolicy policy, Memory memory, TimeSpan now) =>
        unchecked(current - memory.ScaledUp.Within(policy.Period, now) + memory.ScaledDown.Within(policy.Period, now));
}
