using k8s.Models;

namespace Parity.Emission;

/// <summary>The namespace, closed to pods that are not restricted and to calls that nobody declared.</summary>
internal static class NamespaceEmitter
{
    public static IEnumerable<Emitted> Emit(Target target)
    {
        var environment = target.Environment;
        // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
        var labels = Metadata.Labels(target);
        labels["pod-security.kubernetes.io/enforce"] = "restricted";
        labels["pod-security.kubernetes.io/enforce-version"] = $"v{environment.Capabilities.Kubernetes.ToString(2)}";
        // Restricted forbids the sidecar's init container NET_ADMIN, so the mesh must be installed with its CNI plugin.
        if (target.IsMesh) labels["istio-injection"] = "enabled";
        var annotations = new Dictionary<string, string>
        {
            ["parity/approximations"] = environment.AllowsApproximations ? "allowed" : "refused",
            ["parity/environment"] = environment.Name,
            ["parity/host"] = environment.Host,
            ["parity/ingress"] = environment.Ingress.ToString(),
            ["parity/istio"] = environment.Capabilities.Istio.ToString(2),
            ["parity/keda"] = environment.Capabilities.Keda is { } keda ? $"metrics from {keda.Prometheus.ToString().TrimEnd('/')}" : "none",
            ["parity/promotion"] = environment.Order.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["parity/registry"] = environment.Registry,
            ["parity/telemetry"] = environment.Telemetry.ToString(),
            ["parity/tls"] = environment.TlsSecret.Length > 0 ? $"secret {environment.TlsSecret}" : "ends before the cluster",
        };
        // Istio's objects say all of it.
        if (!target.IsMesh && RoutesEmitter.TableFor(target) is { Routes.Count: > 0 } table) annotations["parity/routes"] = RouteText.Of(table, target.Environment.Name);
        yield return new("namespace", new V1Namespace
        {
            ApiVersion = "v1",
            Kind = "Namespace",
            Metadata = new()
            {
                Name = environment.Namespace,
                Labels = labels,
                Annotations = annotations,
            },
        });
        yield return new("networkpolicy-default", new V1NetworkPolicy
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "NetworkPolicy",
            Metadata = Metadata.Of(target, "default-deny"),
            Spec = new() { PodSelector = new(), PolicyTypes = ["Ingress", "Egress"] },
        });
    }
}
