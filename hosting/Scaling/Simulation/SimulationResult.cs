using System.Collections.Immutable;

namespace Parity.Scaling.Simulation;

/// <summary>What one plan made of a trace.</summary>
public sealed record SimulationResult
{
    /// <summary>The plan's name.</summary>
    public required string Plan { get; init; }

    /// <summary>Requests offered.</summary>
    public required double Arrived { get; init; }

    /// <summary>Requests turned away because the queues were full or nothing was ready.</summary>
    public required double Shed { get; init; }

    /// <summary>Requests still waiting when the trace ended.</summary>
    public required double Waiting { get; init; }

    /// <summary>The most requests that waited at once.</summary>
    public required double PeakWaiting { get; init; }

    /// <summary>Median latency of the requests not shed.</summary>
    public required TimeSpan P50 { get; init; }

    /// <summary>90th percentile.</summary>
    public required TimeSpan P90 { get; init; }

    /// <summary>95th percentile.</summary>
    public required TimeSpan P95 { get; init; }

    /// <summary>99th percentile.</summary>
    public required TimeSpan P99 { get; init; }

    /// <summary>99.9th percentile.</summary>
    public required TimeSpan P999 { get; init; }

    /// <summary>The most replicas at once.</summary>
    public required int PeakReplicas { get; init; }

    /// <summary>Replicas times seconds, those that were starting included: what is paid for.</summary>
    public required double ReplicaSeconds { get; init; }

    /// <summary>
    /// For every rise the time from the first moment the offered load exceeds what the ready replicas can serve until it no longer
    /// does, added up.
    /// </summary>
    public required TimeSpan TimeToCapacity { get; init; }

    /// <summary>The timeline, one entry per sync.</summary>
    public required ImmutableArray<SimulatedSync> Syncs { get; init; }

    /// <summary>The share of the requests that were shed.</summary>
    public double ShedShare => Arrived > 0 ? Shed / Arrived : 0;
}

/// <summary>The workload after one sync: replicas there (ready or starting), replicas ready, requests waiting.</summary>
public readonly record struct SimulatedSync(TimeSpan At, double Rate, int Replicas, int Ready, double Waiting);
