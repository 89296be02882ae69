using Parity.Emission;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>Every leaf of the emitted objects that differs: explained by a declaration (its places), or undeclared.</summary>
/// <param name="Places">Declaration to the places it explains.</param>
/// <param name="Undeclared">What nothing explains.</param>
/// <param name="Compared">Leaves compared.</param>
internal sealed record EmittedDifferences(ILookup<Declaration, string> Places, IReadOnlyList<Difference> Undeclared, int Compared)
{
    public static EmittedDifferences Of(Topology topology, Emission.Emission emission, Environment[] environments, IReadOnlyCollection<Declaration> declarations)
    {
        var byLeaf = declarations.ToLookup(declaration => (declaration.Workload, declaration.Leaf));
        var forms = environments.Select(environment => NormalForm.Of(emission.Objects.GetValueOrDefault(environment.Name, []))).ToArray();
        var pairs = from i in Enumerable.Range(0, environments.Length) from j in Enumerable.Range(i + 1, environments.Length - i - 1) select (One: i, Other: j);
        var compared = 0;
        List<(Declaration Declaration, string Place)> places = [];
        List<(EmittedLeaf Leaf, string One, string Other, string Message)> undeclared = [];
        foreach (var (i, j) in pairs)
        {
            var (one, other) = (environments[i], environments[j]);
            var causes = new LeafCauses(topology, one, other, byLeaf);
            var words = new Translation(one, other, Names(forms[i], forms[j]));
            foreach (var (file, otherFile) in Files(forms[i].Keys, forms[j].Keys, words))
            {
                var (kind, tree) = forms[i].GetValueOrDefault(file);
                var (otherKind, otherTree) = forms[j].GetValueOrDefault(otherFile);
                var (leaves, count) = ObjectComparison.Of(file, kind ?? otherKind!, tree, otherTree, words);
                compared += count;
                foreach (var leaf in leaves)
                {
                    var cause = causes.Of(leaf);
                    if (cause is Cause.Declared declared) places.Add((declared.Declaration, Place(leaf)));
                    else if (cause is Cause.None none) undeclared.Add((leaf, one.Name, other.Name, none.Message));
                }
            }
        }

        return new(places.ToLookup(place => place.Declaration, place => place.Place), [.. undeclared.GroupBy(each => Place(each.Leaf)).Select(Undeclare)], compared);
    }

    // The same file is the same thing; files of a host are called by it.
    private static IEnumerable<(string One, string Other)> Files(IReadOnlyCollection<string> one, IReadOnlyCollection<string> other, Translation words)
    {
        var rest = other.Except(one).ToList();
        foreach (var file in one.Order(StringComparer.Ordinal))
        {
            var twin = other.Contains(file) ? file : rest.Find(candidate => candidate.Split('/')[0] == file.Split('/')[0] && words.Same(file, candidate)) ?? file;
            rest.Remove(twin);
            yield return (file, twin);
        }

        foreach (var file in rest.Order(StringComparer.Ordinal)) yield return (file, file);
    }

    // Jobs are called by their content, which is compared itself.
    private static IEnumerable<(string One, string Other)> Names(Dictionary<string, (string Kind, Node Tree)> one, Dictionary<string, (string Kind, Node Tree)> other) =>
        from entry in one
        where entry.Value.Kind == "Job" && other.ContainsKey(entry.Key)
        select (NameOf(entry.Value.Tree), NameOf(other[entry.Key].Tree));

    private static string NameOf(Node tree) => (tree as Node.Map)?["metadata"]?.Text("name") ?? "";

    private static string Place(EmittedLeaf leaf) => leaf.Path.Length == 0 ? leaf.File : $"{leaf.File} {leaf.Path}";

    private static Difference Undeclare(IGrouping<string, (EmittedLeaf Leaf, string One, string Other, string Message)> pairs)
    {
        var values = new Dictionary<string, string>();
        foreach (var (leaf, one, other, _) in pairs)
        {
            if (leaf.One is not null) values[one] = leaf.Path.Length == 0 ? "exists" : leaf.One;
            if (leaf.Other is not null) values[other] = leaf.Path.Length == 0 ? "exists" : leaf.Other;
        }

        var first = pairs.First().Leaf;
        return new()
        {
            Subject = first.File.Split('/')[0],
            Leaf = pairs.Key,
            Kind = DifferenceKind.Undeclared,
            Severity = OptionalLeaves.Has(first) ? DifferenceSeverity.Warning : DifferenceSeverity.Error,
            Values = values.ToMap(entry => entry.Key, entry => entry.Value),
            Reason = pairs.First().Message,
            Places = [pairs.Key],
        };
    }
}
