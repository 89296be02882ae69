using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>What a kustomization changes in all its objects: namespace, names and references to them, labels, annotations, images, replicas.</summary>
internal static class Transformations
{
    public static List<KubeObject> Apply(Mapping root, List<KubeObject> objects)
    {
        var rename = new Renaming(objects, root.Text("namePrefix") ?? "", root.Text("nameSuffix") ?? "");
        return [.. objects.Select(each => new KubeObject(Change(root, each, rename), each.File))];
    }

    private static Mapping Change(Mapping root, KubeObject each, Renaming rename)
    {
        var result = each.Root;
        if (root.Text("namespace") is { } space && each.Kind is not ("Namespace" or "ClusterRole" or "ClusterRoleBinding" or "CustomResourceDefinition" or "PersistentVolume" or "StorageClass"))
            result = Set(result, new Scalar(space, true, result.Line), "metadata", "namespace");
        result = rename.Apply(result);
        foreach (var (key, value) in root.Entries("commonLabels")) result = Label(result, key, value, selectors: true, templates: true);
        foreach (var set in root.Items("labels"))
        {
            var selectors = set.Text("includeSelectors") == "true";
            foreach (var (key, value) in set.Entries("pairs")) result = Label(result, key, value, selectors, selectors || set.Text("includeTemplates") == "true");
        }
        foreach (var (key, value) in root.Entries("commonAnnotations"))
        {
            result = Set(result, value, "metadata", "annotations", key);
            if (result.At("spec", "template") is Mapping) result = Set(result, value, "spec", "template", "metadata", "annotations", key);
        }
        foreach (var image in root.Items("images")) result = (Mapping)Image(result, image);
        foreach (var replicas in root.Items("replicas"))
            if (each.Kind is "Deployment" or "StatefulSet" or "ReplicaSet" && replicas.Text("name") == each.Name) result = Set(result, replicas.At("count")!, "spec", "replicas");
        return result;
    }

    private static Mapping Label(Mapping root, string key, Node value, bool selectors, bool templates)
    {
        root = Set(root, value, "metadata", "labels", key);
        var kind = root.Text("kind");
        if (templates && root.At("spec", "template") is Mapping) root = Set(root, value, "spec", "template", "metadata", "labels", key);
        if (templates && kind == "CronJob") root = Set(root, value, "spec", "jobTemplate", "spec", "template", "metadata", "labels", key);
        if (!selectors) return root;
        if (kind is "Service" or "ReplicationController" && root.At("spec", "selector") is Mapping) return Set(root, value, "spec", "selector", key);
        if (kind is "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "PodDisruptionBudget") return Set(root, value, "spec", "selector", "matchLabels", key);
        return kind == "NetworkPolicy" ? Set(root, value, "spec", "podSelector", "matchLabels", key) : root;
    }

    private static Node Image(Node node, Node change)
    {
        switch (node)
        {
            case Sequence sequence:
                return new Sequence([.. sequence.Values.Select(each => Image(each, change))], sequence.Line);
            case Mapping mapping:
                var pairs = mapping.Pairs.Select(pair => KeyValuePair.Create(pair.Key, pair switch
                {
                    { Key: "containers" or "initContainers", Value: Sequence list } => new Sequence([.. list.Values.Select(each => Container(each, change))], list.Line),
                    { Value: Mapping or Sequence } => Image(pair.Value, change),
                    _ => pair.Value,
                })).ToList();
                return new Mapping(pairs, mapping.Line);
            default:
                return node;
        }
    }

    private static Node Container(Node container, Node change)
    {
        if (container is not Mapping mapping || mapping.Text("image") is not { } image) return container;
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var colon = image.LastIndexOf(':');
        var name = at >= 0 ? image[..at] : colon > image.LastIndexOf('/') ? image[..colon] : image;
        if (at >= 0 && name.LastIndexOf(':') > name.LastIndexOf('/')) name = name[..name.LastIndexOf(':')];
        if (name != change.Text("name")) return container;
        var tail = change.Text("digest") is { } digest ? $"@{digest}" : change.Text("newTag") is { } tag ? $":{tag}" : image[name.Length..];
        return mapping.With("image", new Scalar((change.Text("newName") ?? name) + tail, true, container.Line));
    }

    private static Mapping Set(Mapping root, Node value, params ReadOnlySpan<string> path) =>
        path.Length == 1 ? root.With(path[0], value) : root.With(path[0], Set(root.Find(path[0]) as Mapping ?? new([], root.Line), value, path[1..]));
}
