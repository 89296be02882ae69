namespace Parity.Model;

/// <summary>One service, worker, job or store.</summary>
public sealed record Workload
{
    /// <summary>A DNS label of at most 40 letters; names every object of the workload.</summary>
    public required string Name { get; init; }

    public required WorkloadKind Kind { get; init; }

    public required Image Image { get; init; }

    /// <summary>Program that is run instead of the image's own, with its first arguments; becomes <c>command</c>. None leaves the image's.</summary>
    public Sequence<string> Entrypoint { get; init; } = [];

    /// <summary>Arguments of the program; none leaves those of the image.</summary>
    public Sequence<string> Arguments { get; init; } = [];

    /// <summary>Where it exists; absence somewhere is a difference with a reason.</summary>
    public Declared<bool> Presence { get; init; } = Declared.Everywhere(true);

    public Sequence<Endpoint> Endpoints { get; init; } = [];

    public Sequence<Setting> Settings { get; init; } = [];

    public Sequence<Secret> Secrets { get; init; } = [];

    /// <summary>Workloads that it calls; each becomes a service discovery setting and an allowed edge.</summary>
    public Sequence<Reference> References { get; init; } = [];

    /// <summary>Hosts outside of the cluster that it calls.</summary>
    public Sequence<Outside> Outsides { get; init; } = [];

    /// <summary>Jobs that must have finished before it rolls.</summary>
    public Sequence<string> WaitsFor { get; init; } = [];

    /// <summary>Whether it sends telemetry by OTLP: it is told the environment's endpoint and may call it.</summary>
    public bool SendsTelemetry { get; init; }

    public required Declared<int> Replicas { get; init; }

    /// <summary>How the replicas follow the load; null where <see cref="Replicas"/> is the number, which otherwise is the minimum.</summary>
    public Autoscaling? Autoscaling { get; init; }

    public required Declared<Capacity> Capacity { get; init; }

    /// <summary>Probes that are the same in every environment.</summary>
    public Sequence<Probe> Probes { get; init; } = [];

    /// <summary>Probes that are not; of both together at most one of each kind.</summary>
    public Sequence<DifferingProbe> DifferingProbes { get; init; } = [];

    /// <summary>Folders that it may write to: scratch space, or kept on a volume.</summary>
    public Sequence<Folder> Folders { get; init; } = [];

    public required Shutdown Shutdown { get; init; }

    /// <summary>User and group of the process; above 10000, so that it is nobody on the node.</summary>
    public required int User { get; init; }

    /// <summary>The probes of an environment.</summary>
    public IEnumerable<Probe> ProbesIn(string environment) => Probes.Concat(DifferingProbes.Select(probe => probe.Value.In(environment)));
}

/// <summary>What a workload is, and so which Kubernetes workload it becomes.</summary>
public enum WorkloadKind
{
    /// <summary>Answers requests; a Deployment with a Service.</summary>
    Service,

    /// <summary>Takes work itself; a Deployment that no route may lead to.</summary>
    Worker,

    /// <summary>Runs once to its end in each release; a Job.</summary>
    Job,

    /// <summary>Keeps state; a StatefulSet with a Service and volumes.</summary>
    Store,
}

/// <summary>How a workload is stopped.</summary>
/// <param name="Delay">Time between leaving the endpoints and the signal; becomes the preStop sleep.</param>
/// <param name="Timeout">Time for requests in flight after the signal; the grace period exceeds the sum.</param>
public sealed record Shutdown(TimeSpan Delay, TimeSpan Timeout);

/// <summary>CPU and memory of one replica.</summary>
/// <param name="MilliCpu">Requested CPU in thousandths of a core; there is no CPU limit.</param>
/// <param name="MemoryMiB">Requested memory and its limit.</param>
/// <param name="StorageMiB">Scratch disk requested and its limit.</param>
public sealed record Capacity(int MilliCpu, int MemoryMiB, int StorageMiB);

/// <summary>A folder that a workload may write to; the rest of its file system is read-only.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="KeptMiB">Size of the volume that outlives the pod; 0 for scratch space.</param>
public sealed record Folder(string Path, int KeptMiB);
