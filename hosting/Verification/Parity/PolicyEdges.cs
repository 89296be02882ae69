using System.Collections.Immutable;
using Parity.Emission;

namespace Parity.Verification;

/// <summary>Policies as the edges they open, one a line: <c>workload orders:8080/TCP</c>. How rules are grouped says nothing.</summary>
internal static class PolicyEdges
{
    public static Node.Map Of(Node.Map policy) => new([.. policy.Entries.Select(entry => entry.Key == "spec" && entry.Value is Node.Map spec ? new(entry.Key, Spec(spec)) : entry)]);

    private static Node.Map Spec(Node.Map spec)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        foreach (var (key, value) in spec.Entries)
        {
            entries.Add((key, value) switch
            {
                ("ingress", Node.List rules) => new("from", Edges(rules, "from")),
                ("egress", Node.List rules) => new("to", Edges(rules, "to")),
                ("rules", Node.List rules) => new("allows", Edges(rules.Items.SelectMany(Principals))),
                _ => new(key, value),
            });
        }

        return new(entries.DrainToImmutable());
    }

    private static Node.List Edges(Node.List rules, string side) =>
        Edges(from rule in rules.Items
              from peer in Items(rule, side)
              from port in Items(rule, "ports")
              select $"{Peer(peer)}:{port.Text("port")}/{port.Text("protocol")}");

    private static Node.List Edges(IEnumerable<string> edges) => new([.. edges.Distinct().Order(StringComparer.Ordinal).Select(edge => new Node.Scalar(edge, true))]);

    // {from: [{source: {principals: [cluster.local/ns/shop/sa/orders]}}], to: [{operation: {ports: ["8080"]}}]}
    private static IEnumerable<string> Principals(Node rule) =>
        from source in Items(rule, "from")
        from principal in Items((source as Node.Map)?["source"], "principals")
        from target in Items(rule, "to")
        from port in Items((target as Node.Map)?["operation"], "ports")
        select $"{CanonicalText.Of(principal)}:{CanonicalText.Of(port)}/TCP";

    private static string Peer(Node peer)
    {
        if (peer is not Node.Map map) return CanonicalText.Of(peer);
        if (map["podSelector"] is Node.Map pods && pods["matchLabels"] is { } labels && labels.Text("app.kubernetes.io/name") is { Length: > 0 } name && map["namespaceSelector"] is null) return $"workload {name}";
        if (map["namespaceSelector"] is Node.Map { Entries.Length: 1 } space && map["podSelector"] is null && space["matchLabels"] is { } label && label.Text("kubernetes.io/metadata.name") is { Length: > 0 } named) return $"namespace {named}";
        if (map["ipBlock"] is Node.Map { Entries.Length: 1 } block) return $"address {block.Text("cidr")}";
        return CanonicalText.Of(peer);
    }

    private static ImmutableArray<Node> Items(Node? node, string key) => node is Node.Map map && map[key] is Node.List list ? list.Items : [];
}
