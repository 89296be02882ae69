using System.Text.RegularExpressions;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>The patches of a kustomization: strategic merges and JSON patches, inline or from a file, at what they target.</summary>
internal sealed class Patches(Kustomization kustomization, string folder, SourceFile file, Diagnostics diagnostics)
{
    public List<KubeObject> Apply(Mapping root, List<KubeObject> objects)
    {
        foreach (var patch in root.Items("patchesStrategicMerge").OfType<Scalar>())
            foreach (var node in Read(patch, patch.Value)) objects = Merge(objects, node, null, patch.Line);
        foreach (var patch in root.Items("patches").Concat(root.Items("patchesJson6902")))
        {
            var target = patch.At("target");
            var nodes = patch.Text("patch") is { } inline ? Inline(inline, patch) : patch.Text("path") is { } path ? Read(patch, path) : [];
            foreach (var node in nodes)
            {
                objects = node is Sequence operations
                    ? [.. objects.Select(each => Matches(each, target) ? Replaced(each, JsonPatch.Apply(each.Root, operations, Failed)) : each)]
                    : Merge(objects, node, target, patch.Line);
            }
        }
        return objects;
    }

    private List<KubeObject> Merge(List<KubeObject> objects, Node node, Node? target, int line)
    {
        if (node is not Mapping patch) return objects;
        bool Hit(KubeObject each) => target is not null ? Matches(each, target) : each.Kind == patch.Text("kind") && each.Name == patch.Text("metadata", "name");
        if (!objects.Any(Hit)) diagnostics.Problem("ADOPT-044", file.Path, line, $"A patch finds no object: {patch.Text("kind") ?? target?.Text("kind")} {patch.Text("metadata", "name") ?? target?.Text("name")}.", "Correct its target or remove it.");
        if (patch.Text("$patch") == "delete") return [.. objects.Where(each => !Hit(each))];
        return [.. objects.Select(each => Hit(each) ? Replaced(each, (Mapping)StrategicMerge.Apply(each.Root, patch.With("kind", null).With("apiVersion", null).With("metadata", Metadata(patch, each)), "")!) : each)];
    }

    // The name in a patch finds the object; it does not rename it.
    private static Mapping? Metadata(Mapping patch, KubeObject each) =>
        patch.Find("metadata") is Mapping metadata ? metadata.With("name", new Scalar(each.Name, true, metadata.Line)).With("namespace", null) : null;

    private static bool Matches(KubeObject each, Node? target)
    {
        if (target is null) return false;
        bool Same(string field, string value) => target.Text(field) is not { } pattern || Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1));
        return Same("kind", each.Kind) && Same("name", each.Name) && (target.Text("group") is not { } group || group == each.Group)
            && (target.Text("labelSelector") is not { } labels || labels.Split(',').All(label => label.Split('=', 2) is [var key, var value] && each.Root.Text("metadata", "labels", key.Trim()) == value.Trim('=', ' ')));
    }

    private static KubeObject Replaced(KubeObject old, Mapping root) => new(root, old.File);

    private IReadOnlyList<Node> Read(Node at, string path)
    {
        if (path.Contains('\n', StringComparison.Ordinal)) return Inline(path, at);
        if (kustomization.Find(RelativePath.Join(folder, path)) is { } found) return kustomization.Read(found);
        diagnostics.Problem("ADOPT-041", file.Path, at.Line, $"{path} is not in the folder.", "Collect it too.");
        return [];
    }

    private IReadOnlyList<Node> Inline(string text, Node at) => kustomization.Read(new(file.Path, new string('\n', Math.Max(0, at.Line - 1)) + text));

    private void Failed(Node at, string why) => diagnostics.Problem("ADOPT-045", file.Path, at.Line, $"A JSON patch cannot be applied: {why}.", "Correct its path.");
}
