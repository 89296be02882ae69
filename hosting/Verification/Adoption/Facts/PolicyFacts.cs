using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Disruption budgets and network policies: whole objects, at the workload that they select.</summary>
internal static class PolicyFacts
{
    public static void Write(EnvironmentFacts environment, Inventory inventory, Alignment alignment)
    {
        foreach (var budget in inventory.Of("PodDisruptionBudget"))
            Add(environment, inventory, alignment, budget, "pdb", Selector.Of(budget.Root.At("spec", "selector")), Budget(budget));
        foreach (var policy in inventory.Of("NetworkPolicy").Where(each => each.Group is "networking.k8s.io" or "extensions"))
            Add(environment, inventory, alignment, policy, "networkpolicy", Selector.Of(policy.Root.At("spec", "podSelector")), Policy(inventory, policy));
    }

    private static void Add(EnvironmentFacts environment, Inventory inventory, Alignment alignment, KubeObject source, string path, Selector selector, string summary)
    {
        var selected = inventory.SelectedBy(selector).Select(each => each.Name).Order(StringComparer.Ordinal).ToList();
        var subject = selected.Count == 1 && selector.Requirements.Count > 0 ? selected[0] : selected.Count == 0 && alignment.OwnerOf(source.Kind, source.Name) is { } owner ? owner : selected.Contains(source.Name) || alignment.IsWorkload(source.Name) ? source.Name : $"{path}/{source.Name}";
        var facts = environment.Of(subject);
        // A second policy for the same pods adds to the first.
        if (facts.Find(path) is { } other) summary = string.Join("; ", new[] { (string)other.Value.Shown!, summary }.Order(StringComparer.Ordinal));
        var writer = new FactWriter(facts, source, alignment.IsWorkload(subject) ? "workload" : "");
        // A policy for all pods stays the same policy where one workload is missing.
        if (selector.Requirements.Count == 0) writer.Add(path, path, Value.Of($"{summary} for all"));
        else writer.Add(path, path, Value.Of(selected.Count == 0 ? $"{summary} (selects nothing)" : selected.Count == 1 ? summary : $"{summary} for {string.Join(", ", selected)}"));
    }

    private static string Budget(KubeObject budget)
    {
        var bound = budget.Root.Text("spec", "maxUnavailable") is { } most ? $"maxUnavailable {most}" : $"minAvailable {budget.Root.Text("spec", "minAvailable") ?? "1"}";
        return budget.Root.Text("spec", "unhealthyPodEvictionPolicy") is { } policy and not "IfHealthyBudget" ? $"{bound}, unhealthyPodEvictionPolicy {policy}" : bound;
    }

    private static string Policy(Inventory inventory, KubeObject policy)
    {
        var types = policy.Root.Items("spec", "policyTypes").OfType<Scalar>().Select(type => type.Value).ToList();
        if (types.Count == 0) types = policy.Root.At("spec", "egress") is Sequence ? ["Ingress", "Egress"] : ["Ingress"];
        return string.Join("; ", types.Distinct().Order(StringComparer.Ordinal).Reverse().Select(type =>
        {
            var rules = policy.Root.Items("spec", type == "Ingress" ? "ingress" : "egress").Select(rule => Rule(inventory, rule, type == "Ingress" ? "from" : "to")).Distinct().Order(StringComparer.Ordinal).ToList();
            return $"{(type == "Ingress" ? "ingress" : "egress")} {(rules.Count == 0 ? "none" : string.Join(", or ", rules))}";
        }));
    }

    private static string Rule(Inventory inventory, Node rule, string side)
    {
        var peers = rule.Items(side).Select(peer => Peer(inventory, peer)).Distinct().Order(StringComparer.Ordinal).ToList();
        var ports = rule.Items("ports").Select(port => $"{port.Text("port") ?? "all"}{(port.Text("endPort") is { } end ? $"-{end}" : "")}/{port.Text("protocol") ?? "TCP"}").Distinct().Order(StringComparer.Ordinal).ToList();
        return $"{side} {(peers.Count == 0 ? "anywhere" : string.Join(" and ", peers))}{(ports.Count == 0 ? "" : $" on {string.Join(", ", ports)}")}";
    }

    private static string Peer(Inventory inventory, Node peer)
    {
        if (peer.At("ipBlock") is { } block)
        {
            var except = block.Items("except").OfType<Scalar>().Select(each => each.Value).Order(StringComparer.Ordinal).ToList();
            return $"{block.Text("cidr")}{(except.Count == 0 ? "" : $" except {string.Join(", ", except)}")}";
        }
        var pods = Selector.Of(peer.At("podSelector"));
        if (peer.At("namespaceSelector") is { } spaces) return $"pods {pods} of namespaces {Selector.Of(spaces)}";
        return $"pods {inventory.Selects(pods) ?? pods.ToString()}";
    }
}
