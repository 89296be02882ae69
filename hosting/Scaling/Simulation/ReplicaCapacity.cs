namespace Parity.Scaling.Simulation;

/// <summary>What one replica can do, as a load test measured it.</summary>
public sealed record ReplicaCapacity
{
    /// <summary>Requests per second at which a replica is saturated.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>Requests that a replica serves at the same time; with the rate this fixes the service time.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Requests that may wait in one replica before it sheds load.</summary>
    public int QueueLimit { get; init; } = 100;

    /// <summary>From the decision to the first request served: scheduling, image, start, readiness.</summary>
    public required TimeSpan StartUp { get; init; }

    /// <summary>CPU request in thousandths of a core.</summary>
    public long CpuRequest { get; init; } = 1000;

    /// <summary>CPU used at saturation in thousandths of a core: the limit for CPU-bound work, less for work that waits.</summary>
    public long CpuAtSaturation { get; init; } = 1000;

    /// <summary>Mean time to serve one request without waiting.</summary>
    public TimeSpan ServiceTime => TimeSpan.FromSeconds(Concurrency / RequestsPerSecond);
}
