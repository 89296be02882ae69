using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>Something that belongs to an environment and so may differ without a declaration.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="Of">Its value.</param>
internal sealed record InherentValue(string Name, Func<Environment, string> Of)
{
    public static InherentValue Namespace { get; } = new("namespace", environment => environment.Namespace);

    public static InherentValue Host { get; } = new("host", environment => environment.Host);

    public static InherentValue Registry { get; } = new("registry", environment => environment.Registry);

    public static InherentValue Ingress { get; } = new("ingress", environment => environment.Ingress switch
    {
        IngressKind.Istio istio => $"Istio, gateway '{istio.Selector}' in {istio.Namespace} as {istio.ServiceAccount}",
        IngressKind.Controller controller => $"ingress controller '{controller.Class}' in {controller.Namespace}",
        IngressKind.Gateway gateway => $"Gateway API '{gateway.Class}' in {gateway.Namespace}",
        _ => throw new InvalidOperationException(),
    });

    public static InherentValue Telemetry { get; } = new("telemetry", environment => environment.Telemetry.ToString().TrimEnd('/'));

    public static InherentValue Tls { get; } = new("TLS secret", environment => environment.TlsSecret.Length == 0 ? "none, TLS ends before the cluster" : environment.TlsSecret);

    public static InherentValue Kubernetes { get; } = new("Kubernetes", environment => environment.Capabilities.Kubernetes.ToString(2));

    /// <summary>All of them, in the order of the report.</summary>
    public static IReadOnlyList<InherentValue> All { get; } =
    [
        Namespace, Host, Registry, Ingress, Telemetry, Tls, Kubernetes,
        new("Istio", environment => environment.Capabilities.Istio == new Version(0, 0) ? "none" : environment.Capabilities.Istio.ToString(2)),
        new("KEDA", environment => environment.Capabilities.Keda is { } keda ? $"metrics from {keda.Prometheus.ToString().TrimEnd('/')}" : "none"),
        new("approximations", environment => environment.AllowsApproximations ? "allowed" : "refused"),
    ];

    public bool Separates(Environment one, Environment other) => Of(one) != Of(other);
}
