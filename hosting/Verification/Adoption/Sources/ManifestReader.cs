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
        return result;
    }

    // The items of a typed list ("kind: DeploymentList") leave out what the list says for all of them.
    private static Node ItemOf(Node item, string listKind, Mapping list)
    {
        if (item is not Mapping mapping || mapping.Find("kind") is not null || listKind == "List") return item;
        return mapping.With("kind", new Scalar(listKind[..^4], false, item.Line)).With("apiVersion", mapping.Find("apiVersion") ?? list.Find("apiVersion"));
    }
}
