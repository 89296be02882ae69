using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Comparison;

/// <summary>The differences between sources of objects, wherever these come from.</summary>
/// <param name="Differences">What is not the same, the weightiest first.</param>
/// <param name="Equal">How many places are.</param>
/// <param name="Secrets">Variables that some environment takes from a Secret: what the others say of them is one too.</param>
internal sealed record SourceComparison(IReadOnlyList<EnvironmentDifference> Differences, int Equal, IReadOnlySet<(string Workload, string Path)> Secrets)
{
    /// <param name="sources">What is held against each other.</param>
    /// <param name="diagnostics">Takes what could not be read.</param>
    /// <param name="byVariable">Whether a key of a ConfigMap is said at the variables that it reaches instead of once at the map.</param>
    /// <param name="known">Variables that are secrets elsewhere.</param>
    public static SourceComparison Of(IReadOnlyList<EnvironmentSource> sources, Diagnostics diagnostics, bool byVariable = false, IReadOnlySet<(string Workload, string Path)>? known = null)
    {
        var inventories = sources.Select(each => new Inventory(each)).ToList();
        var alignment = new Alignment(inventories);
        var environments = inventories.AsParallel().AsOrdered().Select(each => EnvironmentReading.Read(each, alignment, diagnostics)).ToList();
        var comparison = new FactComparison(environments);
        comparison.Run();
        var names = environments.Select(each => each.Name).ToList();
        var differences = new Causes(environments, comparison.Differences).Separate(byVariable);
        var secrets = environments.SelectMany(each => each.Subjects).SelectMany(facts => facts.All.Where(fact => fact.Variable is { Origin: Origin.Secret }).Select(fact => (facts.Subject, fact.Path))).ToHashSet();
        if (known is not null) secrets.UnionWith(known);
        return new(
            [.. differences.Select(each => Describe(each, names, secrets)).OrderByDescending(each => each.Severity).ThenBy(each => each.Workload, StringComparer.Ordinal).ThenBy(each => each.Path, StringComparer.Ordinal)],
            comparison.Equal, secrets);
    }

    private static EnvironmentDifference Describe(RawDifference difference, IReadOnlyList<string> names, HashSet<(string, string)> secrets)
    {
        var category = Categories.Of(difference, names);
        var shown = difference.Shown.Select((value, index) => Printable(difference, difference.Facts[index], value, secrets)).ToList();
        return new()
        {
            Category = category,
            Workload = difference.Subject,
            Path = difference.Path,
            Values = [.. names.Select((name, index) => KeyValuePair.Create(name, shown[index]))],
            Severity = Categories.Severity(category, difference),
            Note = Categories.Note(category, difference),
            Affects = difference.Affects,
            Places = [.. names.Select((name, index) => (name, fact: difference.Facts[index])).Where(each => each.fact is not null)
                .Select(each => KeyValuePair.Create(each.name, $"{each.fact!.File}:{each.fact.Line}"))],
        };
    }

    // Whatever was compared, what is printed holds no secret: every output is made from these values.
    private static object? Printable(RawDifference difference, Fact? fact, object? value, HashSet<(string, string)> secrets)
    {
        // A literal is a secret where another environment takes the same variable from one.
        if (fact?.Variable is { Origin: Origin.Literal or Origin.ConfigMap, Effective.Length: > 0 } && secrets.Contains((difference.Subject, difference.Path))) return Sensitive.Hidden;
        if (value is not null && difference.Affects.Any(place => secrets.Contains((place.Workload, place.Path)))) return Sensitive.Hidden;
        if (fact?.Variable is { } variable) return variable.Origin is Origin.Secret or Origin.Field ? variable.Effective : Sensitive.Show(variable.Name, variable.Effective);
        var name = difference.Path[(difference.Path.LastIndexOfAny([' ', '.']) + 1)..];
        return value switch
        {
            string text when difference.Sample.Category is "configmap-key" => Sensitive.Show(difference.Path["data ".Length..], text),
            string text when difference.Sample.Category is "object" or "label" or "annotation" or "hpa-metric" => Sensitive.Show(name, text),
            string text => Sensitive.Mask(text),
            IReadOnlyList<string> words => Sensitive.Mask(words),
            _ => value,
        };
    }
}
