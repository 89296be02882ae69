namespace Parity.Model;

/// <summary>One thing that replicas follow. Amounts are per replica.</summary>
public abstract record AutoscalingMetric
{
    private AutoscalingMetric()
    {
    }

    /// <summary>CPU in percent of the request; a <c>Resource</c> metric. The workload needs a CPU request.</summary>
    public sealed record Cpu(int Percent) : AutoscalingMetric;

    /// <summary>Memory in percent of the request; a <c>Resource</c> metric. The workload needs a memory request.</summary>
    public sealed record Memory(int Percent) : AutoscalingMetric;

    /// <summary>Requests per second at the ingress; a KEDA <c>prometheus</c> scaler.</summary>
    public sealed record RequestRate(double PerReplica) : AutoscalingMetric;

    /// <summary>Requests that the ingress has sent on and that are not answered yet; a KEDA <c>prometheus</c> scaler.</summary>
    public sealed record RequestsInFlight(double PerReplica) : AutoscalingMetric;

    /// <summary>What <paramref name="Query"/> counts in <paramref name="Database"/>; a KEDA <c>postgresql</c> scaler.</summary>
    public sealed record QueueDepth(string Database, string Query, double PerReplica) : AutoscalingMetric
    {
        /// <summary>The key of the workload's secret that connects to the database.</summary>
        public string SecretKey => $"ConnectionStrings__{Database}";
    }

    /// <summary>Whether it has a value without any replica, so that it can wake a workload at zero.</summary>
    public bool ExistsWithoutReplicas => this is RequestRate or RequestsInFlight or QueueDepth;
}
