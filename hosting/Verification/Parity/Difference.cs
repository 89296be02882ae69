using Parity.Model;

namespace Parity.Verification;

/// <summary>Why a leaf is not the same in all environments.</summary>
public enum DifferenceKind
{
    /// <summary>The model says so, with a reason.</summary>
    Declared,

    /// <summary>A value of the environment itself: its namespace, host, registry, ingress.</summary>
    Inherent,

    /// <summary>What a route says is only approximated in an environment that allows it.</summary>
    Approximated,

    /// <summary>Nothing explains it.</summary>
    Undeclared,

    /// <summary>Declared to differ, but the same everywhere.</summary>
    Stale,

    /// <summary>Declared to differ without saying why.</summary>
    Unreasoned,

    /// <summary>Declared to differ, but the emitted objects do not.</summary>
    Unreached,
}

/// <summary>What a difference means for a release.</summary>
public enum DifferenceSeverity
{
    /// <summary>As it should be.</summary>
    Notice,

    /// <summary>Worth a look; nothing that runs depends on it.</summary>
    Warning,

    /// <summary>The environments are not at parity.</summary>
    Error,
}

/// <summary>One leaf whose value is not the same in all environments.</summary>
public sealed record Difference
{
    /// <summary>The workload; <c>environment</c> or <c>routes</c> for what belongs to none.</summary>
    public required string Subject { get; init; }

    /// <summary>What differs: <c>replicas</c>, <c>setting Orders__HoldFor</c>, or the place in an emitted object.</summary>
    public required string Leaf { get; init; }

    public required DifferenceKind Kind { get; init; }

    public required DifferenceSeverity Severity { get; init; }

    /// <summary>Environment to value; an environment in which the leaf is absent has none. Secrets appear by the name of their object only.</summary>
    public required Map<string, string> Values { get; init; }

    /// <summary>The declared reason; for errors the cause and the call that mends it.</summary>
    public required string Reason { get; init; }

    /// <summary>Where it shows in the emitted objects.</summary>
    public Sequence<string> Places { get; init; } = [];
}

/// <summary>Every difference between the environments, the weightiest first.</summary>
/// <param name="Environments">The environments compared, in order of promotion.</param>
/// <param name="Differences">Errors first, then by subject and leaf.</param>
/// <param name="Compared">Leaves of emitted objects that were compared.</param>
public sealed record ParityReport(Sequence<string> Environments, Sequence<Difference> Differences, int Compared)
{
    /// <summary>Whether every difference is explained.</summary>
    public bool Holds => Differences.All(difference => difference.Severity != DifferenceSeverity.Error);
}
