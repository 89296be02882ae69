using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Opens exactly the calls of the model in a namespace that denies all others.</summary>
internal static class NetworkPolicyEmitter
{
    private const string NamespaceLabel = "kubernetes.io/metadata.name";

    public static IEnumerable<Emitted> Emit(Target target, Workload workload)
    {
        var ingress = Ingress(target, workload).ToList();
        yield return new($"{workload.Name}/networkpolicy", new V1NetworkPolicy
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "NetworkPolicy",
            Metadata = Metadata.Of(target, workload),
            Spec = new()
            {
                PodSelector = Metadata.Selector(target, workload),
                PolicyTypes = ["Ingress", "Egress"],
                Ingress = ingress.Count == 0 ? null : ingress,
                Egress = [.. Egress(target, workload)],
            },
        });
    }

    private static IEnumerable<V1NetworkPolicyIngressRule> Ingress(Target target, Workload workload)
    {
        if (target.Routed.Contains(workload.Name))
            yield return new() { FromProperty = [Namespace(target.Environment.Ingress.Namespace)], Ports = [Port(RoutePorts.Of(workload))] };
        foreach (var calls in target.Into(workload).GroupBy(edge => edge.Port).OrderBy(group => group.Key))
            yield return new() { FromProperty = [.. calls.Select(edge => edge.From).Order(StringComparer.Ordinal).Select(name => Pods(target, name))], Ports = [Port(calls.Key)] };
    }

    private static IEnumerable<V1NetworkPolicyEgressRule> Egress(Target target, Workload workload)
    {
        yield return new() { To = [Namespace("kube-system")], Ports = [Port(53), new() { Port = 53, Protocol = "UDP" }] };
        // The sidecar gets its configuration and certificates from the control plane.
        if (target.IsMesh) yield return new() { To = [Namespace("istio-system")], Ports = [Port(15012)] };
        foreach (var calls in target.OutOf(workload).GroupBy(edge => edge.To).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return new()
            {
                To = calls.Key.Length > 0 ? [Pods(target, calls.Key)] : [new() { IpBlock = new() { Cidr = "0.0.0.0/0" } }],
                Ports = [.. calls.Select(edge => edge.Port).Distinct().Order().Select(Port)],
            };
        }
    }

    private static V1NetworkPolicyPeer Namespace(string name) =>
        new() { NamespaceSelector = new() { MatchLabels = new Dictionary<string, string> { [NamespaceLabel] = name } } };

    private static V1NetworkPolicyPeer Pods(Target target, string workload) =>
        new() { PodSelector = Metadata.Selector(target, target.Find(workload)!) };

    private static V1NetworkPolicyPort Port(int port) => new() { Port = port, Protocol = "TCP" };
}
