using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>A prefix and a suffix for every name, and for every reference to an object of the same kustomization.</summary>
internal sealed class Renaming(IReadOnlyList<KubeObject> objects, string prefix, string suffix)
{
    // Which field refers to which kind: kustomize's own table of name references, as far as the kinds compared here use it.
    private static readonly Dictionary<string, string> References = new(StringComparer.Ordinal)
    {
        ["configMapRef"] = "ConfigMap",
        ["configMapKeyRef"] = "ConfigMap",
        ["configMap"] = "ConfigMap",
        ["secretRef"] = "Secret",
        ["secretKeyRef"] = "Secret",
        ["imagePullSecrets"] = "Secret",
        ["service"] = "Service",
        ["backendRefs"] = "Service",
        ["scaleTargetRef"] = "",
        ["parentRefs"] = "Gateway",
        ["roleRef"] = "",
        ["subjects"] = "ServiceAccount",
        ["secret"] = "Secret",
    };

    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["serviceAccountName"] = "ServiceAccount",
        ["serviceAccount"] = "ServiceAccount",
        ["secretName"] = "Secret",
        ["claimName"] = "PersistentVolumeClaim",
        ["serviceName"] = "Service",
    };

    private readonly HashSet<(string Kind, string Name)> known = [.. objects.Select(each => (each.Kind, each.Name)), .. objects.Select(each => ("", each.Name))];

    public Mapping Apply(Mapping root)
    {
        if (prefix.Length + suffix.Length == 0) return root;
        var renamed = (Mapping)Visit(root, "");
        if (root.Text("kind") is "Namespace" or "CustomResourceDefinition" || root.At("metadata") is not Mapping metadata || root.Text("metadata", "name") is not { } name) return renamed;
        return renamed.With("metadata", metadata.With("name", new Scalar($"{prefix}{name}{suffix}", true, metadata.Line)));
    }

    private Node Visit(Node node, string field)
    {
        switch (node)
        {
            case Sequence sequence:
                return new Sequence([.. sequence.Values.Select(each => Visit(each, field))], sequence.Line);
            case Mapping mapping:
                var refers = References.TryGetValue(field, out var kind);
                return new Mapping([.. mapping.Pairs.Select(pair => KeyValuePair.Create(pair.Key,
                    refers && pair.Key == "name" && pair.Value is Scalar name ? Renamed(name, kind!)
                    : Named.TryGetValue(pair.Key, out var of) && pair.Value is Scalar other ? Renamed(other, of)
                    : Visit(pair.Value, pair.Key)))], mapping.Line);
            default:
                return node;
        }
    }

    private Scalar Renamed(Scalar name, string kind) => known.Contains((kind, name.Value)) ? new($"{prefix}{name.Value}{suffix}", true, name.Line) : name;
}
