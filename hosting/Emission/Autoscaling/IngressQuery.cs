using Parity.Model;

namespace Parity.Emission;

/// <summary>PromQL for what an environment's ingress counts of one workload.</summary>
/// <param name="Rate">Requests per second.</param>
/// <param name="InFlight">Mean requests in flight: by Little's law the seconds that requests took in each second.</param>
internal sealed record IngressQuery(string Rate, string InFlight)
{
    /// <summary>Null where the metrics of the ingress are not known.</summary>
    public static IngressQuery? For(Target target, Workload workload)
    {
        var space = target.Environment.Namespace;
        return target.Environment.Ingress switch
        {
            // https://istio.io/latest/docs/reference/config/metrics/
            IngressKind.Istio => Of($"reporter=\"destination\",destination_workload=\"{workload.Name}\",destination_workload_namespace=\"{space}\"", "istio_requests_total", "istio_request_duration_milliseconds_sum", " / 1000"),
            // https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/
            IngressKind.Controller { Class: "nginx" } => Of($"exported_namespace=\"{space}\",exported_service=\"{workload.Name}\"", "nginx_ingress_controller_requests", "nginx_ingress_controller_request_duration_seconds_sum", ""),
            _ => null,
        };
    }

    // The last two scrapes: a mean over the whole minute would show a quarter of a rush fifteen seconds after it began, and simulator and
    // local run see the mean since the last sync.
    private static IngressQuery Of(string labels, string requests, string durations, string unit) =>
        new($"sum(irate({requests}{{{labels}}}[1m]))", $"sum(irate({durations}{{{labels}}}[1m])){unit}");
}
