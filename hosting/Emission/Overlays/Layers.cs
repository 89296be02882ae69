using System.Collections.Immutable;

namespace Parity.Emission;

/// <summary>What objects of several environments have in common, and what one has besides.</summary>
internal static class Layers
{
    // Lists that a strategic merge patch joins by name: PodSpec.containers and initContainers.
    private static readonly string[] ByName = ["containers", "initContainers"];

    /// <summary>The part that is equal in all; null where nothing is.</summary>
    public static Node? Common(string key, Node[] nodes)
    {
        var first = nodes[0];
        if (nodes.Skip(1).All(first.Equals)) return first;
        if (nodes.All(node => node is Node.Map))
        {
            var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
            foreach (var (name, _) in ((Node.Map)first).Entries)
            {
                var values = Array.ConvertAll(nodes, node => ((Node.Map)node)[name]);
                if (!values.Contains(null) && Common(name, values!) is { } common) entries.Add(new(name, common));
            }

            return entries.Count == 0 ? null : new Node.Map(entries.DrainToImmutable());
        }

        if (!ByName.Contains(key) || !nodes.All(node => node is Node.List) || !SameNames(nodes)) return null;
        return new Node.List([.. Enumerable.Range(0, ((Node.List)first).Items.Length).Select(i => Common("", [.. nodes.Select(node => ((Node.List)node).Items[i])])!)]);
    }

    /// <summary>What must be laid over <paramref name="common"/> to get <paramref name="whole"/>; null where nothing is missing.</summary>
    public static Node? Rest(Node? common, Node whole)
    {
        if (common is null) return whole;
        if (common.Equals(whole)) return null;
        if (common is Node.Map part && whole is Node.Map map)
        {
            var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
            foreach (var (name, value) in map.Entries)
            {
                if (Rest(part[name], value) is { } rest) entries.Add(new(name, rest));
            }

            return new Node.Map(entries.DrainToImmutable());
        }

        var (parts, items) = ((Node.List)common, (Node.List)whole);
        return new Node.List([.. parts.Items.Zip(items.Items, (part, item) => Named(Rest(part, item), item)).OfType<Node>()]);
    }

    private static Node.Map? Named(Node? rest, Node item) => rest is not Node.Map map
        ? null
        : new Node.Map([KeyValuePair.Create("name", ((Node.Map)item)["name"]!), .. map.Entries.Where(entry => entry.Key != "name")]);

    private static bool SameNames(Node[] lists)
    {
        var names = ((Node.List)lists[0]).Items.Select(item => item.Text("name")).ToArray();
        return names.All(name => name.Length > 0) && lists.All(list => ((Node.List)list).Items.Select(item => item.Text("name")).SequenceEqual(names));
    }
}
