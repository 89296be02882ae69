using System.Text.RegularExpressions;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>
/// kustomize and others name generated ConfigMaps and Secrets after their content (settings-7g2kf5m9t4), so that each environment has another name for
/// the same thing: the hash is left away, of the object and of what refers to it. Generations that nothing refers to any more are left out.
/// </summary>
internal static partial class HashedNames
{
    public static IReadOnlyList<KubeObject> Strip(IReadOnlyList<KubeObject> objects)
    {
        var hashed = objects.Where(each => each.Kind is "ConfigMap" or "Secret" && Hash().IsMatch(each.Name)).ToList();
        var referred = new HashSet<string>(StringComparer.Ordinal);
        foreach (var each in objects) Collect(each.Root, referred);
        var names = hashed.Select(each => each.Name).Concat(referred.Where(name => Hash().IsMatch(name))).Distinct(StringComparer.Ordinal);
        var plain = objects.Where(each => each.Kind is "ConfigMap" or "Secret").Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        var old = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stem in names.GroupBy(Stem, StringComparer.Ordinal))
        {
            var used = stem.Where(referred.Contains).ToList();
            // Two generations in use at once are two things, and a name beside the hashed one is another.
            if (plain.Contains(stem.Key) || used.Count > 1) continue;
            foreach (var name in stem)
            {
                if (used.Count == 0 || name == used[0]) stems[name] = stem.Key;
                else old.Add(name);
            }
        }
        if (stems.Count == 0) return objects;
        return [.. objects.Where(each => !(each.Kind is "ConfigMap" or "Secret" && old.Contains(each.Name))).Select(each => new KubeObject((Mapping)Renamed(each.Root, stems), each.File))];
    }

    /// <summary>Whether a name is another with a hash behind it.</summary>
    public static bool IsHashed(string name, string of) => Hash().IsMatch(name) && Stem(name) == of;

    private static string Stem(string name) => name[..name.LastIndexOf('-')];

    private static void Collect(Node node, HashSet<string> names)
    {
        switch (node)
        {
            case Mapping mapping:
                foreach (var (key, value) in mapping.Pairs)
                {
                    if (value is Scalar name && key == "secretName") names.Add(name.Value);
                    else if (value is Scalar) continue;
                    else
                    {
                        if (key is "configMapRef" or "configMapKeyRef" or "secretRef" or "secretKeyRef" or "configMap" or "secret" && value.Text("name") is { } referred) names.Add(referred);
                        Collect(value, names);
                    }
                }
                break;
            case Sequence sequence:
                foreach (var each in sequence.Values) Collect(each, names);
                break;
        }
    }

    // A hash of ten letters is nothing that stands anywhere else by chance: every text that is exactly such a name is one.
    private static Node Renamed(Node node, Dictionary<string, string> stems) => node switch
    {
        Mapping mapping => new Mapping([.. mapping.Pairs.Select(pair => KeyValuePair.Create(pair.Key, Renamed(pair.Value, stems)))], mapping.Line),
        Sequence sequence => new Sequence([.. sequence.Values.Select(each => Renamed(each, stems))], sequence.Line),
        Scalar scalar when stems.TryGetValue(scalar.Value, out var stem) => new Scalar(stem, true, scalar.Line),
        _ => node,
    };

    // The ten letters of kustomize's hash: hexadecimal digits with 0, 1, 3, a, e replaced (kustomize, api/hasher); of others, eight to ten hexadecimal digits.
    [GeneratedRegex("[^-]-(?:[bcdfghkmt2456789]{10}|[0-9a-f]{10}|(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,9})$")]
    private static partial Regex Hash();
}
