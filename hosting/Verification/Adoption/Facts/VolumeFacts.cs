using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>The volumes of a pod by what they hold, and where containers see them.</summary>
internal static class VolumeFacts
{
    public static void Write(FactWriter workload, WorkloadObject owner, Inventory inventory, Alignment alignment)
    {
        foreach (var volume in owner.Pod?.Items("volumes") ?? [])
        {
            var name = alignment.VolumeName(owner, volume.Text("name") ?? "");
            var path = $"pod volume {name}";
            var source = volume.Entries().FirstOrDefault(pair => pair.Key != "name");
            var kind = source.Key ?? "emptyDir";
            var unit = workload.AddUnit(path, "volume", Value.Of(Summary(kind, source.Value)), kind, volume);
            var inKind = unit.AddUnit($"{path} of {kind}", "", Value.Of(kind), groups: true);
            WriteSource(inKind, kind, source.Value, path, inventory);
        }
    }

    public static void WriteMounts(FactWriter container, Node node, WorkloadObject owner, string path, Alignment alignment)
    {
        foreach (var mount in node.Items("volumeMounts").OfType<Mapping>())
        {
            var target = mount.Text("mountPath")?.TrimEnd('/') is { Length: > 0 } text ? text : "/";
            var at = $"{path} volumeMount {target}";
            var volume = alignment.VolumeName(owner, mount.Text("name") ?? "");
            var unit = container.AddUnit(at, "volume", Value.Of(volume), at: mount);
            unit.Add($"{at} name", "volume", Value.Of(volume), at: mount);
            foreach (var (key, value) in mount.Pairs)
                if (key is not ("name" or "mountPath")) unit.AddLeaves(value, $"{at} {key}", "volume", Defaults.Mount, relativeTo: at);
        }
        container.AddLeaves(node.At("volumeDevices"), $"{path} volumeDevices", "volume", Defaults.Mount);
    }

    private static void WriteSource(FactWriter unit, string kind, Node? source, string path, Inventory inventory)
    {
        if (kind == "configMap" && source?.Text("name") is { } map)
        {
            // Two names for the same files are no difference; other content under one name is said at the ConfigMap.
            var content = inventory.ConfigMaps.TryGetValue(map, out var found) ? Leaves.Canonical(found.Root.At("data")) : map;
            unit.Add($"{path} name", "volume", Value.Of(map), null, source, content);
            source = ((Mapping)source).With("name", null);
        }
        if (source is Mapping mapping && mapping.Find("items") is Sequence items)
        {
            unit.Add($"{path} items", "volume", Value.OfSet(items.Values.Select(item => item.Text("key") is { } key ? $"{key} as {item.Text("path")}{(item.Text("mode") is { } mode ? $" mode {Value.Of("mode", mode, false).Key}" : "")}" : Leaves.Canonical(item))), at: items);
            source = mapping.With("items", null);
        }
        foreach (var (leaf, value) in Leaves.Of(source, $"{path} "))
            unit.Add(leaf, "volume", value, Defaults.Volume.Find(leaf.AsSpan(path.Length + 1)), source);
    }

    private static string Summary(string kind, Node? source) => kind switch
    {
        "configMap" => $"configMap {source?.Text("name")}",
        "secret" => $"secret {source?.Text("secretName")}",
        "persistentVolumeClaim" => $"persistentVolumeClaim {source?.Text("claimName")}",
        "hostPath" => $"hostPath {source?.Text("path")}",
        "nfs" => $"nfs {source?.Text("server")}:{source?.Text("path")}",
        "csi" => $"csi {source?.Text("driver")}",
        _ => kind,
    };
}
