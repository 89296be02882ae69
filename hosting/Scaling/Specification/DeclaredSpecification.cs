using Parity.Model;

namespace Parity.Scaling;

/// <summary>The specification that a declaration of the model means in an environment.</summary>
public static class DeclaredSpecification
{
    /// <summary>Bounds, metrics and behaviour; windows with a floor are <see cref="MinimumAt"/>.</summary>
    public static Specification Of(Autoscaling autoscaling, string environment)
    {
        var bounds = autoscaling.BoundsIn(environment);
        return new()
        {
            MinReplicas = bounds.Minimum,
            MaxReplicas = bounds.Maximum,
            Metrics = [.. autoscaling.Metrics.Select(MetricOf)],
            Behavior = new(RulesOf(autoscaling.Behavior.Up), RulesOf(autoscaling.Behavior.Down)),
        };
    }

    /// <summary>The minimum at a time of each window's own zone: the highest floor that is open, else the bound.</summary>
    public static int MinimumAt(Autoscaling autoscaling, string environment, Func<string, DateTime> localTime) =>
        autoscaling.Windows.Where(window => window.Covers(localTime(window.TimeZone)))
            .Select(window => window.Floor)
            .Append(autoscaling.BoundsIn(environment).Minimum)
            .Max();

    private static Metric MetricOf(AutoscalingMetric metric) => metric switch
    {
        AutoscalingMetric.Cpu cpu => new(MetricSource.Resource, "cpu", new MetricTarget.Utilization(cpu.Percent)),
        AutoscalingMetric.Memory memory => new(MetricSource.Resource, "memory", new MetricTarget.Utilization(memory.Percent)),
        AutoscalingMetric.RequestRate rate => External(LoadMetric.RequestRate, rate.PerReplica),
        AutoscalingMetric.RequestsInFlight requests => External(LoadMetric.RequestsInFlight, requests.PerReplica),
        AutoscalingMetric.QueueDepth queue => External(LoadMetric.QueueDepth, queue.PerReplica),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    };

    private static Metric External(string name, double perReplica) =>
        new(MetricSource.External, name, new MetricTarget.AverageValue((long)Math.Round(perReplica * 1000)));

    private static ScalingRules RulesOf(AutoscalingRules rules) => new()
    {
        StabilizationWindow = rules.Window,
        Selection = rules.Selection switch
        {
            AutoscalingSelection.Max => PolicySelection.Max,
            AutoscalingSelection.Min => PolicySelection.Min,
            AutoscalingSelection.Disabled => PolicySelection.Disabled,
            _ => throw new ArgumentOutOfRangeException(nameof(rules), rules.Selection, null),
        },
        Policies = [.. rules.Policies.Select(PolicyOf)],
        Tolerance = rules.Tolerance,
    };

    private static ScalingPolicy PolicyOf(AutoscalingPolicy policy) => policy switch
    {
        AutoscalingPolicy.Replicas replicas => ScalingPolicy.Pods(replicas.Count, replicas.Period),
        AutoscalingPolicy.Percent percent => ScalingPolicy.Percent(percent.Share, percent.Period),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, null),
    };
}
