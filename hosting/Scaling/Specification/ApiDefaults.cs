using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary>
/// What the API server fills in where a user's <c>autoscaling/v2</c> object says nothing.
/// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
/// </summary>
public static class ApiDefaults
{
    /// <summary><c>minReplicas</c> when absent.</summary>
    public const int MinReplicas = 1;

    /// <summary><c>metrics</c> when absent or empty: CPU at 80 % of the request.</summary>
    public static ImmutableArray<Metric> Metrics { get; } = [new(MetricSource.Resource, "cpu", new MetricTarget.Utilization(80))];

    /// <summary>Fills in a direction of which a part was written; parts left null keep the default of <paramref name="defaults"/>.</summary>
    public static ScalingRules Rules(
        ScalingRules defaults, TimeSpan? window, PolicySelection? selection, ImmutableArray<ScalingPolicy>? policies, double? tolerance) => defaults with
        {
            StabilizationWindow = window ?? defaults.StabilizationWindow,
            Selection = selection ?? defaults.Selection,
            Policies = policies ?? defaults.Policies,
            Tolerance = tolerance,
        };
}
