using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>From YAML documents to objects: lists unfolded, what the cluster writes itself left out.</summary>
internal static class ManifestReader
{
    public static IEnumerable<KubeObject> Objects(Node document, string file, Diagnostics diagnostics)
    {
        if (document is not Mapping root)
        {
            if (document is not Scalar { IsNull: true }) diagnostics.Note("ADOPT-012", file, document.Line, "Not an object of Kubernetes; it was left out.");
            yield break;
        }
        if (root.Text("kind") is { } kind && kind.EndsWith("List", StringComparison.Ordinal) && root.At("items") is Sequence items)
        {
            foreach (var item in items.Values)
                foreach (var each in Objects(ItemOf(item, kind, root), file, diagnostics)) yield return each;
            yield break;
        }
        var found = new KubeObject(root, file);
        if (found.Kind.Length > 0 && found.ApiVersion.Length > 0) yield return found;
        else if (found.Kind.Length > 0 || found.ApiVersion.Length > 0 || root.At("metadata", "name") is not null)
            diagnostics.Problem("ADOPT-011", file, root.Line, $"An object without {(found.Kind.Length > 0 ? "apiVersion" : "kind")}; it was left out.", "Complete it.");
        else if (root.Pairs.Count > 0) diagnostics.Note("ADOPT-012", file, root.Line, "Not an object of Kubernetes; it was left out.");
    }

    /// <summary>What is compared: each object once, injected ones and test hooks not at all.</summary>
    public static IReadOnlyList<KubeObject> Deployed(string environment, IEnumerable<KubeObject> objects, Diagnostics diagnostics)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new List<KubeObject>();
        foreach (var each in objects)
        {
            if (each.Name.Length == 0)
            {
                diagnostics.Problem("ADOPT-004", each.File, each.Line, $"A {each.Kind} without metadata.name.", "Give it a name; it was left out.");
                continue;
            }
            if (Bookkeeping.IsInjected(each) || each.Annotation("helm.sh/hook").StartsWith("test", StringComparison.Ordinal)) continue;
            var key = $"{each.Group}/{each.Kind}/{each.Namespace}/{each.Name}";
            if (!places.TryGetValue(key, out var place))
            {
                places[key] = result.Count;
                result.Add(each);
                continue;
            }
            var first = result[place];
            diagnostics.Problem("ADOPT-003", each.File, each.Line, $"{each} of {environment} is given twice, first at {first.File}:{first.Line}; the last one counts.", "Remove one of them.");
            result[place] = each;
        }
        NoteNamesakes(environment, result, diagnostics);
        return result;
    }

    // References say a name and mean it in their own namespace; what several namespaces call alike cannot be told apart by them here.
    private static void NoteNamesakes(string environment, List<KubeObject> objects, Diagnostics diagnostics)
    {
        var namesakes = objects.Where(each => Inventory.IsWorkload(each) || each.Kind is "Service" or "ConfigMap" or "Secret" or "PersistentVolumeClaim").GroupBy(each => (each.Group, each.Kind, each.Name)).Where(group => group.Count() > 1).Select(group => group.ToList()).ToList();
        if (namesakes.Count == 0) return;
        var spaces = namesakes.SelectMany(group => group).Select(each => each.Namespace.Length > 0 ? each.Namespace : "(none)").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var example = namesakes[0][^1];
        diagnostics.Problem("ADOPT-013", example.File, example.Line, $"{environment} has {namesakes.Count} {(namesakes.Count == 1 ? "object" : "objects")} of one kind and name in several of the namespaces {string.Join(", ", spaces)}, such as {example.Kind} {example.Name}; they are mixed up in the comparison.",
            "Compare one namespace at a time: kubectl get … --namespace, each into a tree of its own.");
    }

    // The items of a typed list ("kind: DeploymentList") leave out what the list says for all of them.
    private static Node ItemOf(Node item, string listKind, Mapping list)
    {
        if (item is not Mapping mapping || mapping.Find("kind") is not null || listKind == "List") return item;
        return mapping.With("kind", new Scalar(listKind[..^4], false, item.Line)).With("apiVersion", mapping.Find("apiVersion") ?? list.Find("apiVersion"));
    }
}
