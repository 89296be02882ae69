using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary>
/// The spec of a HorizontalPodAutoscaler (<c>autoscaling/v2</c>) with every default already filled in.
/// <see cref="ApiDefaults"/> makes one from what a user wrote.
/// </summary>
public sealed record Specification
{
    /// <summary><c>spec.minReplicas</c>; 0 only counts with <see cref="FeatureGates.ScaleToZero"/>.</summary>
    public int MinReplicas { get; init; } = ApiDefaults.MinReplicas;

    /// <summary><c>spec.maxReplicas</c>.</summary>
    public required int MaxReplicas { get; init; }

    /// <summary><c>spec.metrics</c> in order; the order decides whose failure a condition names.</summary>
    public ImmutableArray<Metric> Metrics { get; init; } = ApiDefaults.Metrics;

    /// <summary><c>spec.behavior</c>. Absent is not the default behaviour: it takes another path through the controller.</summary>
    public Behavior? Behavior { get; init; }

    internal bool ScalesFromZero => Metrics.Any(metric => metric.Source is MetricSource.Object or MetricSource.External);
}
