using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>Merges a patch into an object: maps key by key, known lists by their merge key, other lists replaced; null removes.</summary>
internal static class StrategicMerge
{
    // The merge keys of the core types (kubernetes/api, patchMergeKey).
    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["ephemeralContainers"] = ["name"],
        ["volumes"] = ["name"],
        ["env"] = ["name"],
        ["imagePullSecrets"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["ports"] = ["containerPort", "port"],
        ["hostAliases"] = ["ip"],
        ["topologySpreadConstraints"] = ["topologyKey"],
        ["ownerReferences"] = ["uid"],
        ["secrets"] = ["name"],
    };

    public static Node? Apply(Node? target, Node? patch, string field)
    {
        switch (patch)
        {
            case null or Scalar { IsNull: true }:
                return null;
            case Mapping changes when changes.Text("$patch") == "replace":
                return changes.With("$patch", null);
            case Mapping changes when changes.Text("$patch") == "delete":
                return null;
            case Mapping changes:
                var result = target as Mapping ?? new Mapping([], changes.Line);
                foreach (var (key, value) in changes.Pairs)
                {
                    if (!key.StartsWith('$')) result = result.With(key, Apply(result.Find(key), value, key));
                    else if (key == "$retainKeys" && value is Sequence kept)
                        foreach (var pair in result.Pairs.Where(pair => !kept.Values.OfType<Scalar>().Any(each => each.Value == pair.Key)).ToList()) result = result.With(pair.Key, null);
                }
                return result;
            case Sequence list when target is Sequence old && KeyOf(field, list, old) is { } mergeKey:
                return Merge(old, list, mergeKey);
            default:
                return patch;
        }
    }

    private static string? KeyOf(string field, Sequence list, Sequence old) =>
        Keys.GetValueOrDefault(field)?.FirstOrDefault(key => list.Values.Concat(old.Values).All(each => each is Mapping item && (item.Find(key) is not null || item.Find("$patch") is not null)));

    private static Sequence Merge(Sequence old, Sequence list, string key)
    {
        if (list.Values.Any(each => each.Text("$patch") == "replace" && each.At(key) is null))
            return new([.. list.Values.Where(each => each.Text("$patch") is null)], list.Line);
        var result = new List<Node>(old.Values);
        foreach (var change in list.Values.OfType<Mapping>())
        {
            var index = result.FindIndex(each => each.Text(key) == change.Text(key));
            if (index < 0)
            {
                if (change.Text("$patch") is not "delete") result.Add(change);
            }
            else if (change.Text("$patch") == "delete") result.RemoveAt(index);
            else result[index] = Apply(result[index], change, "")!;
        }
        return new(result, old.Line);
    }
}
