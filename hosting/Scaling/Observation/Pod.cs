using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary><c>status.phase</c> of a pod.</summary>
public enum PodPhase
{
    /// <summary>At least one container runs.</summary>
    Running,

    /// <summary>Not scheduled, or no container started yet.</summary>
    Pending,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Ended well.</summary>
    Succeeded,
}

/// <summary>The status of a condition.</summary>
public enum ConditionStatus
{
    /// <summary>It holds.</summary>
    True,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <summary>The <c>Ready</c> condition of a pod and the instant of its last transition.</summary>
public readonly record struct Readiness(ConditionStatus Status, TimeSpan Since);

/// <summary>
/// What a decision reads of a pod. Instants are offsets from the origin that <see cref="Observation.Now"/> counts from.
/// </summary>
public sealed record Pod
{
    /// <summary>How many pods are exactly like this one.</summary>
    public int Count { get; init; } = 1;

    /// <summary><c>status.phase</c>.</summary>
    public PodPhase Phase { get; init; }

    /// <summary>Whether the deletion timestamp is set.</summary>
    public bool Deleting { get; init; }

    /// <summary>The <c>Ready</c> condition; null: the pod has none.</summary>
    public Readiness? Ready { get; init; }

    /// <summary><c>status.startTime</c>; null: none.</summary>
    public TimeSpan? Started { get; init; }

    /// <summary>Containers and init containers with their requests.</summary>
    public ImmutableArray<Container> Containers { get; init; } = [];

    /// <summary>Pod-level requests; null: the pod has none.</summary>
    public Amounts? Requests { get; init; }

    /// <summary>The sample of the resource metrics API; null: there is none.</summary>
    public Usage? Usage { get; init; }

    /// <summary>The samples of the custom metrics API.</summary>
    public Amounts Custom { get; init; }
}
