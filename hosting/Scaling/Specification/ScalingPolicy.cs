namespace Parity.Scaling;

/// <summary>The unit of a policy: <c>policies[].type</c>.</summary>
public enum PolicyUnit
{
    /// <summary>A number of pods.</summary>
    Pods,

    /// <summary>A percentage of the replicas at the start of the period.</summary>
    Percent,
}

/// <summary>How much the replicas may change within <paramref name="Period"/>: one entry of <c>policies</c>.</summary>
public readonly record struct ScalingPolicy(PolicyUnit Unit, int Amount, TimeSpan Period)
{
    /// <summary>At most <paramref name="count"/> pods in <paramref name="period"/>.</summary>
    public static ScalingPolicy Pods(int count, TimeSpan period) => new(PolicyUnit.Pods, count, period);

    /// <summary>At most <paramref name="percent"/> of the replicas in <paramref name="period"/>.</summary>
    public static ScalingPolicy Percent(int percent, TimeSpan period) => new(PolicyUnit.Percent, percent, period);
}
