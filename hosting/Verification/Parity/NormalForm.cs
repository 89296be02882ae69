using System.Collections.Immutable;
using Parity.Emission;

namespace Parity.Verification;

/// <summary>
/// Objects so that a leaf has the same place in every environment: settings as the variables that a container gets, whatever
/// ConfigMap they come from; secrets as files; rules of policies as the edges they open.
/// </summary>
internal sealed class NormalForm
{
    private readonly Dictionary<string, Node.Map> settings;
    private readonly HashSet<string> used = [];

    private NormalForm(IEnumerable<Emitted> objects) =>
        settings = objects.Where(emitted => emitted.Kind == "ConfigMap").ToDictionary(emitted => emitted.Name, emitted => emitted.Tree["data"] as Node.Map ?? new([]));

    /// <summary>File to kind and tree.</summary>
    public static Dictionary<string, (string Kind, Node Tree)> Of(IReadOnlyCollection<Emitted> objects)
    {
        var form = new NormalForm(objects);
        var trees = objects.ToDictionary(emitted => emitted.File, emitted => (emitted.Name, emitted.Kind, Tree: form.Object(emitted)));
        // A ConfigMap that nothing refers to stays, to be found.
        return trees.Where(entry => entry.Value.Kind != "ConfigMap" || !form.used.Contains(entry.Value.Name)).ToDictionary(entry => entry.Key, entry => (entry.Value.Kind, entry.Value.Tree));
    }

    private Node Object(Emitted emitted) => emitted.Kind switch
    {
        "NetworkPolicy" or "AuthorizationPolicy" => PolicyEdges.Of(emitted.Tree),
        _ => Value(emitted.Tree),
    };

    private Node Value(Node node) => node switch
    {
        Node.List list => new Node.List([.. list.Items.Select(Value)]),
        Node.Map map => Map(map),
        _ => node,
    };

    private Node.Map Map(Node.Map map)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        foreach (var (key, value) in map.Entries)
        {
            if (key is "envFrom" or "env") continue;
            entries.Add(key == "projected" && value is Node.Map projected ? new("files", Files(projected)) : new(key, Value(value)));
        }

        if (map["envFrom"] is Node.List || map["env"] is Node.List) entries.Add(new("environment", Environment(map["envFrom"] as Node.List, map["env"] as Node.List)));
        return new(entries.DrainToImmutable());
    }

    // As the kubelet does: maps in their order, then the container's own variables.
    private Node.Map Environment(Node.List? maps, Node.List? variables)
    {
        var values = new SortedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var source in maps?.Items ?? [])
        {
            var name = ((source as Node.Map)?["configMapRef"])?.Text("name") ?? "";
            if (settings.TryGetValue(name, out var data))
            {
                used.Add(name);
                foreach (var (key, value) in data.Entries) values[key] = value;
            }
            else
            {
                values[$"(from {CanonicalText.Of(source)})"] = source;
            }
        }

        foreach (var variable in variables?.Items ?? []) values[variable.Text("name")] = Variable((Node.Map)variable);
        return new([.. values]);
    }

    // {name: KEY, valueFrom: {secretKeyRef: {name: shop-db, key: password}}} is not the text that a setting could be.
    private static Node Variable(Node.Map variable) =>
        variable["valueFrom"] is Node.Map from && from["secretKeyRef"] is { } secret
            ? new Node.Map([KeyValuePair.Create("secret", (Node)new Node.Scalar($"Secret {secret.Text("name")}/{secret.Text("key")}", true))])
            : variable["value"] ?? variable["valueFrom"] ?? new Node.Scalar("", true);

    // {sources: [{secret: {name: shop-db, items: [{key: connection-string, path: ConnectionStrings__shop}]}}]}
    private static Node.Map Files(Node.Map projected)
    {
        var files = new SortedDictionary<string, Node>(StringComparer.Ordinal);
        foreach (var source in (projected["sources"] as Node.List)?.Items ?? [])
        {
            if ((source as Node.Map)?["secret"] is not Node.Map secret || secret["items"] is not Node.List items)
            {
                files[CanonicalText.Of(source)] = source;
                continue;
            }

            foreach (var item in items.Items) files[item.Text("path")] = new Node.Scalar($"Secret {secret.Text("name")}/{item.Text("key")}", true);
        }

        return new([.. projected.Entries.Where(entry => entry.Key != "sources"), .. files]);
    }
}
