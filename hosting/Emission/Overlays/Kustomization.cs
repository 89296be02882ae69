using System.Collections.Immutable;

namespace Parity.Emission;

internal static class Kustomization
{
    public static string Write(IEnumerable<string> resources, IReadOnlyCollection<string> patches, string space)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        entries.Add(new("apiVersion", Text("kustomize.config.k8s.io/v1beta1")));
        entries.Add(new("kind", Text("Kustomization")));
        if (space.Length > 0) entries.Add(new("namespace", Text(space)));
        entries.Add(new("resources", new Node.List([.. resources.Order(StringComparer.Ordinal).Select(Text)])));
        if (patches.Count > 0)
            entries.Add(new("patches", new Node.List([.. patches.Order(StringComparer.Ordinal).Select(path => new Node.Map([KeyValuePair.Create("path", Text(path))]))])));
        return YamlWriter.Write(new Node.Map(entries.ToImmutable()));
    }

    private static Node Text(string text) => new Node.Scalar(text, true);
}
