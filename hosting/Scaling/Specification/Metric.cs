namespace Parity.Scaling;

/// <summary>Where a metric comes from: <c>spec.metrics[].type</c>.</summary>
public enum MetricSource
{
    /// <summary>CPU or memory of whole pods.</summary>
    Resource,

    /// <summary>CPU or memory of one container of each pod.</summary>
    ContainerResource,

    /// <summary>A custom metric with one sample per pod.</summary>
    Pods,

#pragma warning disable CA1720 // The name is Kubernetes'.
    /// <summary>A custom metric of one other object, such as an ingress.</summary>
    Object,
#pragma warning restore CA1720

    /// <summary>A metric from outside the cluster, such as the depth of a queue; its series are added up.</summary>
    External,
}

/// <summary>One entry of <c>spec.metrics</c>.</summary>
/// <param name="Source">Which API answers.</param>
/// <param name="Name">The resource or metric name.</param>
/// <param name="Target">What the controller steers to.</param>
/// <param name="Container">The container, for <see cref="MetricSource.ContainerResource"/> only.</param>
public sealed record Metric(MetricSource Source, string Name, MetricTarget Target, string? Container = null);
