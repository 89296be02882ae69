using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>Exactly the leaves that follow from how requests get into a cluster: each must have the value that its environment's ingress asks for.</summary>
internal sealed class IngressCauses(Topology topology, Environment one, Environment other)
{
    public bool Explains(EmittedLeaf leaf, Workload? workload)
    {
        if (one.Ingress.GetType() == other.Ingress.GetType()) return IsTls(leaf);
        if (leaf.Path.Length == 0) return Makes(one, leaf.Kind) == leaf.One is not null && Makes(other, leaf.Kind) == leaf.Other is not null;
        // Both Istio and the Gateway API call their entrance a Gateway.
        if (leaf is { File: "routes/gateway", Kind: "Gateway" }) return true;
        return leaf switch
        {
            { File: "namespace", Path: "metadata.labels.istio-injection" } => Follows(leaf, environment => IsMesh(environment) ? "enabled" : null),
            { Path: "spec.template.metadata.labels.sidecar.istio.io/inject" } when workload is not null => Follows(leaf, environment => Inject(environment, workload)),
            { Path: "spec.template.metadata.annotations.sidecar.istio.io/nativeSidecar" } when workload is not null => Follows(leaf, environment => Native(environment, workload)),
            _ => false,
        };
    }

    private bool Follows(EmittedLeaf leaf, Func<Environment, string?> expected) => leaf.One == expected(one) && leaf.Other == expected(other);

    // With TLS a gateway has another port and an Ingress another part.
    private bool IsTls(EmittedLeaf leaf) => (one.TlsSecret.Length > 0) != (other.TlsSecret.Length > 0) && (leaf.Kind, leaf.Path.Split('[', ' ')[0]) is ("Ingress", "spec.tls") or ("Gateway", "spec.servers" or "spec.listeners");

    private static bool Makes(Environment environment, string kind) => environment.Ingress switch
    {
        IngressKind.Istio => kind is "Gateway" or "VirtualService" or "PeerAuthentication" or "AuthorizationPolicy" or "DestinationRule",
        IngressKind.Controller => kind is "Ingress",
        IngressKind.Gateway => kind is "Gateway" or "HTTPRoute",
        _ => throw new InvalidOperationException(),
    };

    private static bool IsMesh(Environment environment) => environment.Ingress is IngressKind.Istio;

    private string? Inject(Environment environment, Workload workload) =>
        IsMesh(environment) && workload.Kind == WorkloadKind.Job && !CallsMesh(environment, workload) ? "false" : null;

    private string? Native(Environment environment, Workload workload) =>
        IsMesh(environment) && (Jobs(environment, workload).Any() || (workload.Kind == WorkloadKind.Job && CallsMesh(environment, workload))) ? "true" : null;

    private bool CallsMesh(Environment environment, Workload workload) => Jobs(environment, workload).Prepend(workload).Any(caller =>
        caller.References.Any(reference => IsThere(environment, reference.Workload)) || (caller.SendsTelemetry && IsThere(environment, environment.Telemetry.Host)));

    private IEnumerable<Workload> Jobs(Environment environment, Workload workload) => workload.WaitsFor.Where(job => IsThere(environment, job)).Select(job => topology.Find(job)!);

    private bool IsThere(Environment environment, string workload) => topology.Find(workload)?.Presence.In(environment.Name) ?? false;
}
