using System.Globalization;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Istio's side of a namespace: encrypted calls only, none that the model does not make, and broken replicas left out.</summary>
internal static class MeshEmitter
{
    private const string Security = "security.istio.io/v1";

    public static IEnumerable<Emitted> Emit(Target target)
    {
        if (!target.IsMesh) yield break;
        yield return new("peerauthentication", new CustomObject<PeerAuthenticationSpec>(Security, "PeerAuthentication", Metadata.Of(target, "default"), new(new("STRICT"))));
        // A policy without rules allows nothing: https://istio.io/latest/docs/concepts/security/#allow-nothing-deny-all-and-allow-all-policy
        yield return new("authorizationpolicy-default", new CustomObject<AuthorizationPolicySpec>(Security, "AuthorizationPolicy", Metadata.Of(target, "allow-nothing"), new(null, null, null)));
    }

    public static IEnumerable<Emitted> Emit(Target target, Workload workload)
    {
        if (!target.IsMesh || workload.Endpoints.Count == 0) yield break;
        var rules = Rules(target, workload).ToList();
        if (rules.Count > 0)
        {
            yield return new($"{workload.Name}/authorizationpolicy", new CustomObject<AuthorizationPolicySpec>(
                Security, "AuthorizationPolicy", Metadata.Of(target, workload), new(new(Metadata.SelectorLabels(target, workload)), "ALLOW", rules)));
        }

        yield return new($"{workload.Name}/destinationrule", new CustomObject<DestinationRuleSpec>(
            "networking.istio.io/v1", "DestinationRule", Metadata.Of(target, workload),
            new(workload.Name, CallPolicy.For(target.Environment.Capabilities.Istio))));
    }

    private static IEnumerable<AuthorizationRule> Rules(Target target, Workload workload)
    {
        if (target.Routed.Contains(workload.Name) && target.Environment.Ingress is IngressKind.Istio gateway)
            yield return Rule([Principal(gateway.Namespace, gateway.ServiceAccount)], RoutePorts.Of(workload));
        foreach (var calls in target.Into(workload).GroupBy(edge => edge.Port).OrderBy(group => group.Key))
            yield return Rule([.. calls.Select(edge => edge.From).Order(StringComparer.Ordinal).Select(name => Principal(target.Environment.Namespace, name))], calls.Key);
    }

    private static AuthorizationRule Rule(IReadOnlyList<string> principals, int port) =>
        new([new(new(principals))], [new(new([port.ToString(CultureInfo.InvariantCulture)]))]);

    private static string Principal(string space, string account) => $"cluster.local/ns/{space}/sa/{account}";
}
