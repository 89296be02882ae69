using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Comparison;

/// <summary>The differences between sources of objects, wherever these come from.</summary>
internal sealed record SourceComparison(IReadOnlyList<EnvironmentDifference> Differences, int Equal)
{
    public static SourceComparison Of(IReadOnlyList<EnvironmentSource> sources, Diagnostics diagnostics)
    {
        var inventories = sources.Select(each => new Inventory(each.Name, each.Objects, each.IsCompose)).ToList();
        var alignment = new Alignment(inventories);
        var environments = inventories.AsParallel().AsOrdered().Select(each => EnvironmentReading.Read(each, alignment, diagnostics)).ToList();
        var comparison = new FactComparison(environments);
        comparison.Run();
        var names = environments.Select(each => each.Name).ToList();
        var differences = new Causes(environments, comparison.Differences).Separate();
        return new(
            [.. differences.Select(each => Describe(each, names)).OrderByDescending(each => each.Severity).ThenBy(each => each.Workload, StringComparer.Ordinal).ThenBy(each => each.Path, StringComparer.Ordinal)],
            comparison.Equal);
    }

    private static EnvironmentDifference Describe(RawDifference difference, IReadOnlyList<string> names)
    {
        var category = Categories.Of(difference, names);
        var shown = difference.Shown.ToList();
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
}
