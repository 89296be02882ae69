namespace Parity.Scaling;

/// <summary>The external metrics that the model declares, by the names that emission, local run and simulator share.</summary>
public static class LoadMetric
{
    /// <summary>Requests per second at the ingress, of all replicas together.</summary>
    public const string RequestRate = "ingress_requests_per_second";

    /// <summary>Requests that the ingress has sent on and that are not answered yet, of all replicas together.</summary>
    public const string RequestsInFlight = "ingress_requests_in_flight";

    /// <summary>Jobs that wait, as an SQL query counts them.</summary>
    public const string QueueDepth = "queue_depth";
}
