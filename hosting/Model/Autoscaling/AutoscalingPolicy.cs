namespace Parity.Model;

/// <summary>How much the replicas may change within a period of up to half an hour: one entry of <c>policies</c>.</summary>
public abstract record AutoscalingPolicy(TimeSpan Period)
{
    /// <summary>At most that many replicas; type <c>Pods</c>.</summary>
    public sealed record Replicas(int Count, TimeSpan Period) : AutoscalingPolicy(Period);

    /// <summary>At most that share of the replicas at the start of the period; type <c>Percent</c>.</summary>
    public sealed record Percent(int Share, TimeSpan Period) : AutoscalingPolicy(Period);
}
