using System.Text;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Takes a tree apart into paths and values: lists of named things by name, other lists as one value.</summary>
internal static class Leaves
{
    public static IEnumerable<(string Path, Value Value)> Of(Node? node, string path)
    {
        switch (node)
        {
            case Scalar { IsNull: false } scalar:
                yield return (path, Value.Of(path, scalar));
                break;
            case Mapping mapping:
                foreach (var (key, value) in mapping.Pairs)
                    foreach (var leaf in Of(value, Join(path, key))) yield return leaf;
                break;
            case Sequence { Values.Count: > 0 } sequence:
                if (AreNamed(sequence))
                {
                    foreach (var item in sequence.Values)
                        foreach (var leaf in Of(((Mapping)item).With("name", null), Join(path, item.Text("name")!))) yield return leaf;
                }
                else yield return (path, OfList(sequence, path));
                break;
        }
    }

    /// <summary>One text per meaning: keys sorted, what is empty left out.</summary>
    public static string Canonical(Node? node, string path = "")
    {
        switch (node)
        {
            case Scalar scalar:
                return Value.Of(path, scalar).Key;
            case Sequence sequence:
                var items = sequence.Values.Select(each => Canonical(each, path));
                return $"[{string.Join(", ", IsSet(path) ? items.Order(StringComparer.Ordinal) : items)}]";
            case Mapping mapping:
                var text = new StringBuilder("{");
                foreach (var (key, value) in mapping.Pairs.Where(pair => !(pair.Value is Scalar { IsNull: true }) && !IsDefault(mapping, pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    text.Append(text.Length > 1 ? ", " : "").Append(key).Append(": ").Append(Canonical(value, Join(path, key)));
                return text.Append('}').ToString();
            default:
                return "";
        }
    }

    // Lists of which the order says nothing: operators of selectors, verbs of roles, origins that may call.
    private static bool IsSet(string path) => path[(path.LastIndexOfAny(['.', ' ']) + 1)..] is "values" or "verbs" or "resources" or "apiGroups" or "resourceNames" or "accessModes" or "namespaces" or "matchExpressions" or "items" or "sources"
        or "hostnames" or "supplementalGroups" or "loadBalancerSourceRanges" or "externalIPs" or "allowOrigins" or "allowMethods" or "allowHeaders" or "exposeHeaders";

    // What a server fills in deep inside of lists: {apiVersion: v1, fieldPath: metadata.name}, {operator: Equal, key: …, effect: …}
    private static bool IsDefault(Mapping owner, string key, Node value) => value is Scalar scalar && (key, scalar.Value) switch
    {
        ("apiVersion", "v1") => owner.Find("fieldPath") is not null,
        ("operator", "Equal") => owner.Find("effect") is not null || owner.Find("tolerationSeconds") is not null,
        ("minDomains", "1") or ("nodeAffinityPolicy", "Honor") or ("nodeTaintsPolicy", "Ignore") => owner.Find("topologyKey") is not null,
        ("defaultMode", "420") or ("expirationSeconds", "3600") or ("optional", "false") or ("divisor", "0") => true,
        _ => false,
    };

    private static Value OfList(Sequence sequence, string path)
    {
        if (sequence.Values.All(each => each is Scalar))
        {
            IReadOnlyList<string> words = [.. sequence.Values.Select(each => ((Scalar)each).Value)];
            return IsSet(path) ? Value.OfSet(words) : Value.Of(words);
        }
        return Value.OfSet(sequence.Values.Select(each => each is Mapping { Pairs: [{ Key: "name", Value: Scalar name }] } ? name.Value : Canonical(each, path)));
    }

    private static bool AreNamed(Sequence sequence)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return sequence.Values.All(each => each is Mapping { Pairs.Count: > 1 } item && item.Text("name") is { } name && names.Add(name));
    }

    private static string Join(string path, string key) => path.Length == 0 || path[^1] == ' ' ? path + key : $"{path}.{key}";
}
