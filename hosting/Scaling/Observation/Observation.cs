using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary>Whether the scale subresource can be reached during a sync.</summary>
public enum ScaleAccess
{
    /// <summary>Reading and writing work.</summary>
    Works,

    /// <summary>It cannot be read.</summary>
    ReadFails,

    /// <summary>It can be read, a write fails.</summary>
    WriteFails,
}

/// <summary>Replicas of the scale subresource: wanted (<c>spec</c>) and there (<c>status</c>).</summary>
public readonly record struct Scale(int Spec, int Status);

/// <summary>Everything one sync sees.</summary>
public sealed record Observation
{
    /// <summary>The instant of the sync, as an offset from an origin that the caller chooses once and keeps.</summary>
    public required TimeSpan Now { get; init; }

    /// <summary>The scale subresource.</summary>
    public required Scale Scale { get; init; }

    /// <summary>Whether the scale can be read and written.</summary>
    public ScaleAccess Access { get; init; }

    /// <summary>The pods of the workload's selector, in the order the lister gives them.</summary>
    public ImmutableArray<Pod> Pods { get; init; } = [];

    /// <summary>Samples whose pods are not listed (any more).</summary>
    public ImmutableArray<Pod> Orphans { get; init; } = [];

    /// <summary>Per metric of the specification what its API answered; shorter: the rest are <see cref="MetricAnswer.Samples"/>.</summary>
    public ImmutableArray<MetricAnswer> Answers { get; init; } = [];

    internal MetricAnswer Answer(int metric) => metric < Answers.Length ? Answers[metric] : MetricAnswer.Samples;
}
