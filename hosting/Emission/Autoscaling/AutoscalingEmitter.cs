using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>A HorizontalPodAutoscaler where CPU and memory are enough, else KEDA's ScaledObject, which makes one of its own.</summary>
internal static class AutoscalingEmitter
{
    public static IEnumerable<Emitted> Emit(Target target, Workload workload)
    {
        if (workload.Autoscaling is not { } autoscaling) return [];
        var metrics = AutoscalingFit.MetricsIn(target, autoscaling);
        var needsKeda = target.Environment.Capabilities.Keda is not null && (autoscaling.Windows.Count > 0 || metrics.Any(metric => metric.ExistsWithoutReplicas));
        return needsKeda ? ScaledObjectEmitter.Emit(target, workload, autoscaling) : [HorizontalPodAutoscaler(target, workload, autoscaling, metrics)];
    }

    public static V2HorizontalPodAutoscalerBehavior Behavior(AutoscalingBehavior behavior) => new() { ScaleUp = Rules(behavior.Up), ScaleDown = Rules(behavior.Down) };

    private static Emitted HorizontalPodAutoscaler(Target target, Workload workload, Autoscaling autoscaling, IReadOnlyList<AutoscalingMetric> metrics)
    {
        var bounds = autoscaling.BoundsIn(target.Environment.Name);
        return new($"{workload.Name}/horizontalpodautoscaler", new V2HorizontalPodAutoscaler
        {
            ApiVersion = "autoscaling/v2",
            Kind = "HorizontalPodAutoscaler",
            Metadata = Metadata.Of(target, workload),
            Spec = new()
            {
                ScaleTargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = workload.Name },
                MinReplicas = bounds.Minimum,
                MaxReplicas = bounds.Maximum,
                Metrics = [.. metrics.Select(Metric)],
                Behavior = Behavior(autoscaling.Behavior),
            },
        });
    }

    private static V2MetricSpec Metric(AutoscalingMetric metric) => metric switch
    {
        AutoscalingMetric.Cpu cpu => Resource("cpu", cpu.Percent),
        AutoscalingMetric.Memory memory => Resource("memory", memory.Percent),
        _ => throw new InvalidOperationException($"{metric} needs KEDA."),
    };

    private static V2MetricSpec Resource(string name, int percent) => new()
    {
        Type = "Resource",
        Resource = new() { Name = name, Target = new() { Type = "Utilization", AverageUtilization = percent } },
    };

    private static V2HPAScalingRules Rules(AutoscalingRules rules) => new()
    {
        StabilizationWindowSeconds = (int)Containers.Seconds(rules.Window),
        SelectPolicy = rules.Selection.ToString(),
        Policies = [.. rules.Policies.Select(Policy)],
        Tolerance = rules.Tolerance == AutoscalingRules.DefaultTolerance ? null : new ResourceQuantity(FormattableString.Invariant($"{Math.Round(rules.Tolerance * 1000)}m")),
    };

    private static V2HPAScalingPolicy Policy(AutoscalingPolicy policy) => policy switch
    {
        AutoscalingPolicy.Replicas replicas => new() { Type = "Pods", Value = replicas.Count, PeriodSeconds = (int)Containers.Seconds(policy.Period) },
        AutoscalingPolicy.Percent percent => new() { Type = "Percent", Value = percent.Share, PeriodSeconds = (int)Containers.Seconds(policy.Period) },
        _ => throw new InvalidOperationException(),
    };
}
