using System.Globalization;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>Exactly the leaves of autoscalers that follow from a cluster's KEDA and from the metrics that its way in counts.</summary>
internal sealed class ScalerCauses(Environment one, Environment other)
{
    public bool Explains(EmittedLeaf leaf, Workload workload)
    {
        if (workload.Autoscaling is not { } autoscaling) return false;
        if (leaf.Path.Length == 0 && leaf.Kind is "HorizontalPodAutoscaler" or "ScaledObject" or "TriggerAuthentication")
            return Makes(one, autoscaling, leaf.Kind) == leaf.One is not null && Makes(other, autoscaling, leaf.Kind) == leaf.Other is not null;
        return leaf.Kind == "ScaledObject" && leaf.Path.StartsWith("spec.triggers[", StringComparison.Ordinal)
            && (leaf.One is null || Triggers(one, workload, autoscaling).Contains(leaf.One))
            && (leaf.Other is null || Triggers(other, workload, autoscaling).Contains(leaf.Other));
    }

    private static bool Makes(Environment environment, Autoscaling autoscaling, string kind)
    {
        var isKeda = environment.Capabilities.Keda is not null && (autoscaling.Windows.Count > 0 || autoscaling.Metrics.Any(metric => metric.ExistsWithoutReplicas));
        return kind switch
        {
            "HorizontalPodAutoscaler" => !isKeda,
            "ScaledObject" => isKeda,
            _ => isKeda && autoscaling.Metrics.Any(metric => metric is AutoscalingMetric.QueueDepth),
        };
    }

    // Of requests, which each way in counts under its own names.
    private static IEnumerable<string> Triggers(Environment environment, Workload workload, Autoscaling autoscaling) =>
        from metric in autoscaling.Metrics
        let threshold = metric switch { AutoscalingMetric.RequestRate rate => rate.PerReplica, AutoscalingMetric.RequestsInFlight requests => requests.PerReplica, _ => 0 }
        where threshold > 0
        select string.Create(CultureInfo.InvariantCulture, $"{{metadata: {{query: {Query(environment, workload, metric is AutoscalingMetric.RequestRate)}, serverAddress: {environment.Capabilities.Keda?.Prometheus.ToString().TrimEnd('/')}, threshold: {threshold:0.###}}}, metricType: AverageValue, type: prometheus}}");

    // https://istio.io/latest/docs/reference/config/metrics/ and https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/
    private static string Query(Environment environment, Workload workload, bool isRate) => environment.Ingress switch
    {
        IngressKind.Istio => Sum(isRate ? "istio_requests_total" : "istio_request_duration_milliseconds_sum", $"reporter=\"destination\",destination_workload=\"{workload.Name}\",destination_workload_namespace=\"{environment.Namespace}\"") + (isRate ? "" : " / 1000"),
        _ => Sum(isRate ? "nginx_ingress_controller_requests" : "nginx_ingress_controller_request_duration_seconds_sum", $"exported_namespace=\"{environment.Namespace}\",exported_service=\"{workload.Name}\""),
    };

    private static string Sum(string metric, string labels) => $"sum(irate({metric}{{{labels}}}[1m]))";
}
