using Parity.Model;

namespace Parity.Emission;

/// <summary>Whether an environment's cluster can do what a workload's autoscaling asks for.</summary>
internal static class AutoscalingFit
{
    // https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/ HPAConfigurableTolerance, on by default from here
    private static readonly Version TolerancePerDirection = new(1, 35);

    public static IEnumerable<Diagnostic> Check(Target target) => target.Workloads.SelectMany(workload => Check(target, workload));

    /// <summary>What is left of the metrics where the cluster has no KEDA.</summary>
    public static IReadOnlyList<AutoscalingMetric> MetricsIn(Target target, Autoscaling autoscaling) =>
        target.Environment.Capabilities.Keda is null ? [.. autoscaling.Metrics.Where(metric => !metric.ExistsWithoutReplicas)] : autoscaling.Metrics;

    private static IEnumerable<Diagnostic> Check(Target target, Workload workload)
    {
        if (workload.Autoscaling is not { } autoscaling) yield break;
        var environment = target.Environment;
        var subject = $"autoscaling of '{workload.Name}' in '{environment.Name}'";
        var beyond = autoscaling.Metrics.Where(metric => metric.ExistsWithoutReplicas).Select(Text).Concat(autoscaling.Windows.Select(Text)).ToList();
        if (environment.Capabilities.Keda is null && beyond.Count > 0)
        {
            var cause = $"The cluster has no KEDA, which {string.Join(", ", beyond)} need.";
            if (environment.AllowsApproximations && MetricsIn(target, autoscaling).Count > 0 && autoscaling.BoundsIn(environment.Name).Minimum > 0)
                yield return Diagnostic.Warning("AUTOSCALING-015", subject, $"{cause} It follows {string.Join(" and ", MetricsIn(target, autoscaling).Select(Name))} alone.", "Install KEDA and state it in the environment's capabilities.");
            else
                yield return Diagnostic.Error("AUTOSCALING-015", subject, cause, "Install KEDA and state it in the environment's capabilities, or measure new AutoscalingMetric.Cpu(70) as well and let the environment allow approximations.");
        }

        if (environment.Capabilities.Keda is not null && IngressQuery.For(target, workload) is null && autoscaling.Metrics.Any(metric => metric is AutoscalingMetric.RequestRate or AutoscalingMetric.RequestsInFlight))
            yield return Diagnostic.Error("AUTOSCALING-016", subject, $"What the ingress ({environment.Ingress}) counts in Prometheus is not known.", "Measure CPU or a queue there; requests are known of Istio and ingress-nginx.");
        if (environment.Capabilities.Kubernetes < TolerancePerDirection && new[] { autoscaling.Behavior.Up, autoscaling.Behavior.Down }.Any(rules => rules.Tolerance != AutoscalingRules.DefaultTolerance))
            yield return Diagnostic.Error("AUTOSCALING-017", subject, $"Kubernetes {environment.Capabilities.Kubernetes} knows no tolerance of its own for an autoscaler; {TolerancePerDirection} does.", "Leave Tolerance at 0.1, or upgrade the cluster.");
    }

    // With their amounts: what is lost is said in full.
    private static string Text(AutoscalingMetric metric) => metric switch
    {
        AutoscalingMetric.RequestRate rate => FormattableString.Invariant($"{Name(metric)} ({rate.PerReplica} a replica)"),
        AutoscalingMetric.RequestsInFlight requests => FormattableString.Invariant($"{Name(metric)} ({requests.PerReplica} a replica)"),
        AutoscalingMetric.QueueDepth queue => FormattableString.Invariant($"{Name(metric)} ({queue.PerReplica} a replica, {queue.Query} in {queue.Database})"),
        _ => Name(metric),
    };

    private static string Text(AutoscalingWindow window) =>
        FormattableString.Invariant($"the floor of {window.Floor} from {window.From:HH:mm} to {window.To:HH:mm} ({window.TimeZone}, {(window.Days.Count == 0 ? "every day" : string.Join(' ', window.Days))})");

    private static string Name(AutoscalingMetric metric) => metric switch
    {
        AutoscalingMetric.Cpu => "CPU",
        AutoscalingMetric.Memory => "memory",
        AutoscalingMetric.RequestRate => "requests per second",
        AutoscalingMetric.RequestsInFlight => "requests in flight",
        AutoscalingMetric.QueueDepth => "the depth of a queue",
        _ => throw new InvalidOperationException(),
    };
}
