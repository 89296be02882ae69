using System.Collections.Concurrent;
using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// The folder <c>manifests/</c>: <c>base</c> holds what is equal in all environments, <c>overlays/&lt;environment&gt;</c> only what is not.
/// Both are computed; <c>kubectl kustomize overlays/&lt;environment&gt;</c> gives back the objects.
/// </summary>
public static class Manifests
{
    public static FileTree Write(Topology topology, Emission emission)
    {
        var environments = topology.Environments.Select(environment => environment.Name).Where(emission.Objects.ContainsKey).ToArray();
        var files = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var whole = new ConcurrentBag<(string Layer, string File)>();
        var patches = new ConcurrentBag<(string Layer, string File)>();
        var things = environments.SelectMany(environment => emission.Objects[environment].Select(emitted => (Environment: environment, Emitted: emitted))).GroupBy(pair => pair.Emitted.File);
        Parallel.ForEach(things, thing =>
        {
            var file = $"{thing.Key}.yaml";
            var trees = thing.Select(pair => (pair.Environment, pair.Emitted, Tree: WithoutNamespace(pair.Emitted.Tree))).ToArray();
            var isShared = environments.Length > 1 && trees.Length == environments.Length && trees.All(tree => Identity(tree.Emitted) == Identity(trees[0].Emitted));
            var common = isShared ? Layers.Common("", [.. trees.Select(tree => tree.Tree)]) : null;
            if (common is not null)
            {
                files[$"base/{file}"] = YamlWriter.Write(common);
                whole.Add(("base", file));
            }

            foreach (var (environment, emitted, tree) in trees)
            {
                var layer = $"overlays/{environment}";
                if (Layers.Rest(common, tree) is not Node.Map rest) continue;
                files[$"{layer}/{file}"] = YamlWriter.Write(common is null ? rest : Addressed(rest, emitted));
                (common is null ? whole : patches).Add((layer, file));
            }
        });
        // An environment alone has no base: everything is its own.
        var hasBase = whole.Any(entry => entry.Layer == "base");
        if (hasBase) files["base/kustomization.yaml"] = Kustomization.Write([.. whole.Where(entry => entry.Layer == "base").Select(entry => entry.File)], [], "");
        foreach (var environment in topology.Environments.Where(environment => emission.Objects.ContainsKey(environment.Name)))
        {
            var layer = $"overlays/{environment.Name}";
            files[$"{layer}/kustomization.yaml"] = Kustomization.Write(
                [.. hasBase ? ["../../base"] : Array.Empty<string>(), .. whole.Where(entry => entry.Layer == layer).Select(entry => entry.File)],
                [.. patches.Where(entry => entry.Layer == layer).Select(entry => entry.File)],
                environment.Namespace);
            files[$"{layer}/differences.md"] = DifferencesPage.Write(topology, environment);
        }

        return new(files.ToMap(file => file.Key, file => file.Value));
    }

    private static (string Kind, string ApiVersion, string Name) Identity(Emitted emitted) =>
        emitted.Kind == "Namespace" ? (emitted.Kind, emitted.Name, emitted.Name) : (emitted.Kind, emitted.Value.ApiVersion, emitted.Name);

    // The overlay's kustomization sets it, so that the base holds objects of every namespace.
    private static Node.Map WithoutNamespace(Node.Map tree) => new([.. tree.Entries.Select(entry => entry is { Key: "metadata", Value: Node.Map metadata }
        ? KeyValuePair.Create(entry.Key, (Node)new Node.Map([.. metadata.Entries.Where(field => field.Key != "namespace")]))
        : entry)]);

    // A patch says which object it is for.
    private static Node.Map Addressed(Node.Map rest, Emitted emitted)
    {
        var metadata = rest["metadata"] as Node.Map;
        return new(
        [
            KeyValuePair.Create("apiVersion", (Node)new Node.Scalar(emitted.Value.ApiVersion, true)),
            KeyValuePair.Create("kind", (Node)new Node.Scalar(emitted.Kind, true)),
            KeyValuePair.Create("metadata", (Node)new Node.Map([KeyValuePair.Create("name", (Node)new Node.Scalar(emitted.Name, true)), .. metadata?.Entries ?? []])),
            .. rest.Entries.Where(entry => entry.Key is not ("apiVersion" or "kind" or "metadata")),
        ]);
    }
}
