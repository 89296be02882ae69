using Parity.Verification.Adoption.Comparison;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Pipelines;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption;

/// <summary>Holds the environments of a collected folder against each other.</summary>
public static class EnvironmentComparison
{
    /// <summary>Reads everything and compares by meaning; what cannot be read is in the result's diagnostics.</summary>
    public static AdoptionResult Of(SourceTree tree)
    {
        var diagnostics = new Diagnostics();
        var sources = new EnvironmentSources(diagnostics).Read(tree);
        var inventories = sources.Select(each => new Inventory(each.Name, each.Objects, each.IsCompose)).ToList();
        var alignment = new Alignment(inventories);
        var environments = inventories.AsParallel().AsOrdered().Select(each => EnvironmentReading.Read(each, alignment, diagnostics)).ToList();
        var comparison = new FactComparison(environments);
        comparison.Run();
        var names = environments.Select(each => each.Name).ToList();
        var differences = new Causes(environments, comparison.Differences).Separate();
        var reader = new JenkinsfileReader(diagnostics);
        return new AdoptionResult
        {
            Environments = names,
            Differences = [.. differences.Select(each => Describe(each, names)).OrderByDescending(each => each.Severity).ThenBy(each => each.Workload, StringComparer.Ordinal).ThenBy(each => each.Path, StringComparer.Ordinal)],
            Pipelines = new PipelineComparison(names, [.. sources.Select(each => each.Pipelines.Count == 0 ? null : reader.Read(each.Name, each.Pipelines))]).Run(),
            Equal = comparison.Equal,
            Diagnostics = diagnostics.All(),
        };
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
