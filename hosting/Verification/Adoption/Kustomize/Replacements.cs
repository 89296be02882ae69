using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>Values copied from one object's field into others' (kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements).</summary>
internal sealed class Replacements(Kustomization kustomization, string folder, SourceFile file, Diagnostics diagnostics)
{
    public List<KubeObject> Apply(Mapping root, List<KubeObject> objects)
    {
        foreach (var given in root.Items("replacements"))
        {
            var all = given.Text("path") is { } path ? kustomization.Find(RelativePath.Join(folder, path)) is { } found ? kustomization.Read(found).SelectMany(each => each is Sequence list ? list.Values : [each]) : Missing(given, path) : [given];
            foreach (var replacement in all) objects = Replace(replacement, objects);
        }
        return objects;
    }

    private List<Node> Missing(Node at, string path)
    {
        diagnostics.Problem("ADOPT-041", file.Path, at.Line, $"{path} is not in the folder.", "Collect it too.");
        return [];
    }

    private List<KubeObject> Replace(Node replacement, List<KubeObject> objects)
    {
        var source = replacement.At("source");
        var from = objects.Where(each => source is not null && Matches(each, source)).ToList();
        var value = from.Count == 0 ? null : Find(from[0].Root, Path(source!.Text("fieldPath") ?? "metadata.name"));
        if (value is Scalar whole && source!.Text("options", "delimiter") is { } cut)
        {
            var parts = whole.Value.Split(cut);
            value = int.TryParse(source.Text("options", "index") ?? "0", out var at) && at >= 0 && at < parts.Length ? new Scalar(parts[at], true, whole.Line) : null;
        }
        if (value is null)
        {
            diagnostics.Problem("ADOPT-045", file.Path, replacement.Line, $"A replacement finds no value: {source?.Text("kind")} {source?.Text("name")} {source?.Text("fieldPath")}.", "Correct its source.");
            return objects;
        }
        foreach (var target in replacement.Items("targets"))
        {
            objects = [.. objects.Select(each => target.At("select") is { } select && Matches(each, select) && !target.Items("reject").Any(reject => Matches(each, reject))
                ? new KubeObject(target.Items("fieldPaths").OfType<Scalar>().Aggregate(each.Root, (changed, field) => (Mapping)Set(changed, Path(field.Value), value, target.At("options"))), each.File)
                : each)];
        }
        return objects;
    }

    private static bool Matches(KubeObject each, Node select) =>
        Same(select.Text("kind"), each.Kind) && Same(select.Text("name"), each.Name) && Same(select.Text("namespace"), each.Namespace) && Same(select.Text("group"), each.Group);

    private static bool Same(string? wanted, string actual) => wanted is null || wanted == actual;

    // spec.template.spec.containers.[name=api].env.[name=HOST].value, metadata.annotations.[a.b/c], spec.rules.*.host
    private static List<string> Path(string text)
    {
        var parts = new List<string>();
        var start = 0;
        var depth = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && text[index] == '[') depth++;
            else if (index < text.Length && text[index] == ']') depth--;
            else if (index == text.Length || (text[index] == '.' && depth == 0 && (index == 0 || text[index - 1] != '\\')))
            {
                if (index > start) parts.Add(text[start..index].Replace("\\.", ".", StringComparison.Ordinal));
                start = index + 1;
            }
        }
        return parts;
    }

    private static Node? Find(Node? node, List<string> path)
    {
        foreach (var part in path) node = node is Sequence list ? list.Values.Where((_, index) => Selects(part, list, index)).FirstOrDefault() : node?.At(part.Trim('[', ']'));
        return node;
    }

    private static Node Set(Node? node, IReadOnlyList<string> path, Node value, Node? options)
    {
        if (path.Count == 0) return Merged(node, value, options);
        IReadOnlyList<string> rest = [.. path.Skip(1)];
        switch (node)
        {
            case Sequence list:
                return new Sequence([.. list.Values.Select((item, index) => Selects(path[0], list, index) ? Set(item, rest, value, options) : item)], list.Line);
            case Mapping mapping:
                var key = path[0].Trim('[', ']');
                var isThere = mapping.Find(key) is not null;
                return isThere || options?.Text("create") == "true" ? mapping.With(key, Set(mapping.Find(key), rest, value, options)) : mapping;
            default:
                return node is null && options?.Text("create") == "true" ? Set(new Mapping([], value.Line), path, value, options) : node ?? value;
        }
    }

    private static Node Merged(Node? old, Node value, Node? options)
    {
        if (options?.Text("delimiter") is not { } cut || old is not Scalar text || value is not Scalar part) return value;
        var parts = text.Value.Split(cut).ToList();
        var index = int.TryParse(options.Text("index") ?? "0", out var at) ? at : 0;
        if (index < 0) parts.Insert(0, part.Value);
        else if (index >= parts.Count) parts.Add(part.Value);
        else parts[index] = part.Value;
        return new Scalar(string.Join(cut, parts), true, text.Line);
    }

    private static bool Selects(string part, Sequence list, int index)
    {
        if (part == "*") return true;
        if (int.TryParse(part, out var number)) return number == index;
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return part.StartsWith('[') && part.EndsWith(']') && equals > 0 && list.Values[index].Text(part[1..equals]) == part[(equals + 1)..^1];
    }
}
