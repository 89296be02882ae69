using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>
/// Names that carry their environment or their release (staging-cart, cart-prod, blue-cart of the release blue): where leaving that away finds the same
/// workloads in another environment, the objects are compared without it, and so is what refers to them.
/// </summary>
internal static class EnvironmentNames
{
    // All combinations are weighed; with more environments each may try fewer.
    private const int MostCombinations = 4096;

    public static IReadOnlyList<EnvironmentSource> Align(IReadOnlyList<EnvironmentSource> sources, Diagnostics diagnostics)
    {
        var names = sources.Select(each => each.Objects.Where(Inventory.IsWorkload).Select(workload => workload.Name).ToHashSet(StringComparer.Ordinal)).ToList();
        var named = Enumerable.Range(0, sources.Count).Where(index => names[index].Count > 0).ToList();
        if (named.Count < 2 || named.All(index => names[index].SetEquals(names[named[0]]))) return sources;
        var most = Math.Max(2, (int)Math.Pow(MostCombinations, 1.0 / named.Count));
        var choices = named.Select(index => NameAffix.Candidates(sources[index], names[index]).Take(most).Select(affix => (Affix: affix, Names: Without(affix, names[index]))).ToList()).ToList();
        var result = sources.ToList();
        var best = Best(choices);
        for (var at = 0; at < named.Count; at++)
            if (choices[at][best[at]].Affix is { } affix) result[named[at]] = Renamed(sources[named[at]], affix, diagnostics);
        return result;
    }

    // A name that would collide with another of its environment stays.
    private static HashSet<string> Without(NameAffix? affix, HashSet<string> names) =>
        affix is null ? names : [.. names.Select(name => affix.Without(name) is { } rest && !names.Contains(rest) ? rest : name)];

    // The combination in which the most workloads are found in the most environments; where it makes no difference, the first: names as they are.
    private static int[] Best(List<List<(NameAffix? Affix, HashSet<string> Names)>> choices)
    {
        var shared = new Dictionary<(int, int, int, int), int>();
        for (var i = 0; i < choices.Count; i++)
            for (var j = i + 1; j < choices.Count; j++)
                for (var a = 0; a < choices[i].Count; a++)
                    for (var b = 0; b < choices[j].Count; b++)
                        shared[(i, a, j, b)] = choices[i][a].Names.Count(choices[j][b].Names.Contains);
        var (best, most, at) = (new int[choices.Count], -1, new int[choices.Count]);
        do
        {
            var sum = 0;
            for (var i = 0; i < at.Length; i++)
                for (var j = i + 1; j < at.Length; j++) sum += shared[(i, at[i], j, at[j])];
            if (sum > most) (best, most) = ([.. at], sum);
        }
        while (Next(at, choices));
        return best;
    }

    private static bool Next(int[] at, List<List<(NameAffix?, HashSet<string>)>> choices)
    {
        for (var i = at.Length - 1; i >= 0; i--)
        {
            if (++at[i] < choices[i].Count) return true;
            at[i] = 0;
        }
        return false;
    }

    private static EnvironmentSource Renamed(EnvironmentSource source, NameAffix affix, Diagnostics diagnostics)
    {
        var taken = source.Objects.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in taken)
            if (affix.Without(name) is { } rest && !taken.Contains(rest)) names[name] = rest;
        var first = source.Objects.First(each => Inventory.IsWorkload(each) && names.ContainsKey(each.Name));
        diagnostics.Note("ADOPT-058", first.File, first.Line, $"Names of {source.Name} carry '{affix.Text}' and are compared without it: {first.Name} as {names[first.Name]}.", "A model names a workload alike everywhere; the environments differ by namespace.");
        return source with { Objects = [.. source.Objects.Select(each => new KubeObject((Mapping)Renamed(each.Root, names, ""), each.File))], Names = names };
    }

    // What a container is told (values, arguments, files) stays as it is; it is compared as it reads with the other names.
    private static Node Renamed(Node node, Dictionary<string, string> names, string field) => node switch
    {
        Mapping when field is "data" or "stringData" or "binaryData" => node,
        Mapping mapping => new Mapping([.. mapping.Pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Key is "value" or "args" or "command" or "image" ? pair.Value : Renamed(pair.Value, names, pair.Key)))], mapping.Line),
        Sequence sequence => new Sequence([.. sequence.Values.Select(each => Renamed(each, names, field))], sequence.Line),
        Scalar scalar when names.TryGetValue(scalar.Value, out var name) => new Scalar(name, true, scalar.Line),
        Scalar scalar when field is "host" or "hosts" && scalar.Value.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && names.TryGetValue(scalar.Value[..dot], out var host) => new Scalar(host + scalar.Value[dot..], true, scalar.Line),
        _ => node,
    };
}
