using Parity.Model;

/// <summary>How many replicas follow which load, where a maximum alone does not say it.</summary>
internal static class Scaling
{
    /// <summary>Jobs that wait decide, since a worker that waits for payments uses little CPU; twenty are a few seconds' work of one replica.</summary>
    public static Autoscaling Fulfillment { get; } = Autoscaling.UpTo(10)
        .Measuring(new AutoscalingMetric.QueueDepth("shop", "SELECT count(*) FROM shop.jobs WHERE state = 'ready'", PerReplica: 20), new AutoscalingMetric.Cpu(80));
}
