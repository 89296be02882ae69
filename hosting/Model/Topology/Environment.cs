namespace Parity.Model;

/// <summary>A deployment target.</summary>
public sealed record Environment
{
    /// <summary>A DNS label; names the overlay.</summary>
    public required string Name { get; init; }

    /// <summary>Position in the order of promotion, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>The namespace that holds the system, and nothing else.</summary>
    public required string Namespace { get; init; }

    /// <summary>The host that routes without one of their own answer for.</summary>
    public required string Host { get; init; }

    /// <summary>Registry and path that images are pulled from: <c>registry.example.com/shop</c>.</summary>
    public required string Registry { get; init; }

    /// <summary>How requests get in.</summary>
    public required IngressKind Ingress { get; init; }

    public required Capabilities Capabilities { get; init; }

    /// <summary>Whether what the ingress cannot say may be approximated with a warning instead of refused.</summary>
    public required bool AllowsApproximations { get; init; }

    /// <summary>OTLP endpoint for traces, metrics and logs; a workload of the system, or a URL outside.</summary>
    public required Uri Telemetry { get; init; }

    /// <summary>Name of the TLS secret of the host; empty where TLS ends before the cluster.</summary>
    public required string TlsSecret { get; init; }
}

/// <summary>What the cluster of an environment can do, as versions <c>major.minor</c>.</summary>
/// <param name="Kubernetes">Version of the cluster; at least 1.30.</param>
/// <param name="Istio">Version of Istio; 0.0 where the cluster has none.</param>
public sealed record Capabilities(Version Kubernetes, Version Istio)
{
    /// <summary>KEDA; null where the cluster has none, so that autoscaling there knows CPU and memory only.</summary>
    public Keda? Keda { get; init; }
}

/// <summary>KEDA 2, which scales by requests, queues and schedules.</summary>
/// <param name="Prometheus">Where it asks for the ingress's metrics; the address is one that KEDA's pods reach.</param>
public sealed record Keda(Uri Prometheus);
