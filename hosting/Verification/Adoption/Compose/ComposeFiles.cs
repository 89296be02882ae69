using Parity.Verification.Adoption.Kustomize;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Compose;

/// <summary>The Compose files of an environment, merged as docker compose merges them, as the objects that would run the same.</summary>
internal sealed class ComposeFiles(IReadOnlyList<SourceFile> files, YamlDocuments documents, Diagnostics diagnostics)
{
    private static readonly HashSet<string> Appended = new(["ports", "expose", "volumes", "env_file", "cap_add", "cap_drop", "tmpfs", "security_opt", "secrets", "configs"], StringComparer.Ordinal);

    public static bool IsCompose(string path)
    {
        var name = RelativePath.Name(path);
        return (name.StartsWith("docker-compose", StringComparison.Ordinal) || name.StartsWith("compose.", StringComparison.Ordinal) || name.StartsWith("compose-", StringComparison.Ordinal))
            && Path.GetExtension(name) is (".yml" or ".yaml");
    }

    public IEnumerable<KubeObject> Objects()
    {
        // docker-compose.yml, then docker-compose.override.yml and what is named after the environment.
        foreach (var project in files.Where(file => IsCompose(file.Path)).GroupBy(file => RelativePath.Folder(file.Path), StringComparer.Ordinal))
        {
            var order = project.OrderBy(file => RelativePath.Name(file.Path).Count(c => c == '.')).ThenBy(file => file.Path, StringComparer.Ordinal).ToList();
            var interpolation = Interpolation(project.Key);
            Node? merged = null;
            foreach (var file in order)
                foreach (var root in documents.Read(file)) merged = Merge(merged, interpolation.Apply(root, file), "");
            foreach (var (name, service) in merged?.Entries("services") ?? [])
            {
                var complete = Extended(merged!, service, project.Key, []);
                foreach (var each in new ComposeService(name, complete, order[0].Path, path => ReadEnv(project.Key, path, order[0], service.Line)).Objects()) yield return each;
            }
        }
    }

    private Interpolation Interpolation(string folder) =>
        new(files.FirstOrDefault(file => file.Path == $"{folder}/.env") is { } env ? Values(env) : new(StringComparer.Ordinal), diagnostics);

    private Dictionary<string, string> Values(SourceFile env) =>
        DotEnv.Read(env, diagnostics).Pairs.ToDictionary(pair => pair.Key, pair => ((Scalar)pair.Value).Value, StringComparer.Ordinal);

    private Dictionary<string, string> ReadEnv(string folder, string path, SourceFile by, int line)
    {
        if (files.FirstOrDefault(file => file.Path == RelativePath.Join(folder, path)) is { } found) return Values(found);
        diagnostics.Problem("ADOPT-041", by.Path, line, $"{path} is not in the folder.", "Collect it too.");
        return [];
    }

    private Node Extended(Node root, Node service, string folder, IReadOnlyList<string> open)
    {
        if (service.At("extends") is not { } extends || service is not Mapping own) return service;
        var name = extends is Scalar scalar ? scalar.Value : extends.Text("service") ?? "";
        var path = extends.Text("file");
        var other = path is null ? null : files.FirstOrDefault(file => file.Path == RelativePath.Join(folder, path));
        var parent = path is null ? root.At("services", name) : other is null ? null : documents.Read(other).Select(each => each.At("services", name)).FirstOrDefault(each => each is not null);
        if (parent is null || open.Contains($"{path}:{name}"))
        {
            diagnostics.Problem("ADOPT-046", files[0].Path, service.Line, $"extends {name}: {(parent is null ? "not found" : "extends itself")}.", "Correct it.");
            return service;
        }
        return Merge(Extended(root, parent, folder, [.. open, $"{path}:{name}"]), own.With("extends", null), "");
    }

    private static Node Merge(Node? below, Node above, string field)
    {
        if (field is "environment" or "labels") (below, above) = (AsMap(below), AsMap(above)!);
        if (below is Mapping left && above is Mapping right)
            return right.Pairs.Aggregate(left, (all, pair) => all.With(pair.Key, Merge(all.Find(pair.Key), pair.Value, pair.Key)));
        return below is Sequence first && above is Sequence second && Appended.Contains(field) ? new Sequence([.. first.Values, .. second.Values], second.Line) : above;
    }

    // - NAME=value and NAME: value are the same.
    private static Node? AsMap(Node? node)
    {
        if (node is not Sequence list) return node;
        return new Mapping([.. list.Values.OfType<Scalar>().Select(each => each.Value.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], (Node)new Scalar(parts.Length > 1 ? parts[1] : "", true, list.Line)))
            .GroupBy(pair => pair.Key, StringComparer.Ordinal).Select(group => group.Last())], list.Line);
    }
}
