using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// The folder <c>manifests/</c>: <c>base</c> holds what is equal in all environments, <c>overlays/&lt;environment&gt;</c> only what is not.
/// Both are computed; <c>kubectl kustomize overlays/&lt;environment&gt;</c> gives back the objects.
/// </summary>
public static class Manifests
{
    private const string Base = "base";

    public static FileTree Write(Topology topology, Emission emission)
    {
        var environments = topology.Environments.Where(environment => emission.Objects.ContainsKey(environment.Name)).ToArray();
        var things = environments.SelectMany(environment => emission.Objects[environment.Name].Select(emitted => (Layer: Overlay(environment), Emitted: emitted)))
            .GroupBy(entry => entry.Emitted.File, StringComparer.Ordinal).Select(thing => thing.ToArray()).ToArray();
        var written = new List<Layered>[things.Length];
        Parallel.For(0, things.Length, at => written[at] = OfThing(things[at], environments.Length));

        var layers = written.SelectMany(files => files).ToLookup(file => file.Layer);
        var tree = written.SelectMany(files => files).Select(file => ($"{file.Layer}/{file.Path}", file.Text)).ToList();
        // An environment alone has no base: everything is its own.
        var hasBase = layers.Contains(Base);
        if (hasBase) tree.Add(($"{Base}/kustomization.yaml", Kustomization.Write(Paths(layers[Base], false), [], "")));
        foreach (var environment in environments)
        {
            var files = layers[Overlay(environment)];
            tree.Add(($"{Overlay(environment)}/kustomization.yaml", Kustomization.Write([.. hasBase ? ["../../base"] : Array.Empty<string>(), .. Paths(files, false)], Paths(files, true), environment.Namespace)));
            tree.Add(($"{Overlay(environment)}/differences.md", DifferencesPage.Write(topology, environment)));
        }

        return new(Map.Of(tree));
    }

    /// <summary>A file of one layer: a whole object, or a patch of one that the base has.</summary>
    private sealed record Layered(string Layer, string Path, string Text, bool IsPatch);

    private static string Overlay(Model.Environment environment) => $"overlays/{environment.Name}";

    private static string[] Paths(IEnumerable<Layered> files, bool patches) => [.. files.Where(file => file.IsPatch == patches).Select(file => file.Path)];

    // The same object in the environments that have it.
    private static List<Layered> OfThing((string Layer, Emitted Emitted)[] thing, int environments)
    {
        var path = $"{thing[0].Emitted.File}.yaml";
        var trees = Array.ConvertAll(thing, entry => entry.Emitted.Read());
        var isShared = environments > 1 && thing.Length == environments && thing.All(entry => Identity(entry.Emitted) == Identity(thing[0].Emitted));
        var common = isShared ? Layers.Common("", trees) : null;
        var files = new List<Layered>(trees.Length + 1);
        if (common is Node.Map shared) files.Add(new(Base, path, YamlWriter.Write(WithoutNamespace(shared)!), false));
        foreach (var ((layer, emitted), tree) in thing.Zip(trees))
        {
            if (Layers.Rest(common, tree) is not Node.Map whole || WithoutNamespace(whole) is not { } rest) continue;
            files.Add(new(layer, path, YamlWriter.Write(common is null ? rest : Addressed(rest, emitted)), common is not null));
        }

        return files;
    }

    private static (string Kind, string ApiVersion, string Name) Identity(Emitted emitted) =>
        emitted.Kind == "Namespace" ? (emitted.Kind, emitted.Name, emitted.Name) : (emitted.Kind, emitted.Value.ApiVersion, emitted.Name);

    // The overlay's kustomization sets it, so that the base holds objects of every namespace. Null where nothing is left.
    private static Node.Map? WithoutNamespace(Node.Map tree)
    {
        if (tree["metadata"] is not Node.Map metadata || metadata["namespace"] is null) return tree;
        var left = metadata.Without("namespace");
        var rest = left.Entries.Length == 0 ? tree.Without("metadata") : tree.With("metadata", left);
        return rest.Entries.Length == 0 ? null : rest;
    }

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
