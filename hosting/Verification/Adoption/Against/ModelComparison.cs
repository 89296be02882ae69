using Parity.Model;
using Parity.Verification.Adoption.Comparison;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Against;

/// <summary>Each collected environment against what the model generates for the environment of its name.</summary>
internal static class ModelComparison
{
    public static IReadOnlyList<ModelChange> Of(IReadOnlyList<EnvironmentSource> sources, Topology model, Diagnostics diagnostics)
    {
        var generated = GeneratedObjects.Of(model);
        foreach (var each in generated.Diagnostics.Where(each => each.Severity == Parity.Model.Severity.Error))
            diagnostics.Problem("ADOPT-060", "model", 1, $"The model cannot be generated: {each.Code}: {each.Subject}: {each.Message}", each.Remedy);
        if (generated.Environments.Count == 0) return [];
        var changes = new List<ModelChange>();
        foreach (var source in sources)
        {
            if (NameIn(source.Name, generated.Environments.Keys) is { } name) changes.Add(Compare(source, generated.Environments[name], diagnostics));
            else diagnostics.Note("ADOPT-061", source.Name, 1, $"The model has no environment '{source.Name}'; it was held against the other environments only.", "Name the folder as the environment is named in the model, or declare the environment.");
        }
        return changes;
    }

    public static IReadOnlyList<EnvironmentDifference> Differences(EnvironmentSource source, IReadOnlyList<KubeObject> generated, Diagnostics diagnostics) =>
        Compared(source, generated, diagnostics).Differences;

    private static SourceComparison Compared(EnvironmentSource source, IReadOnlyList<KubeObject> generated, Diagnostics diagnostics) =>
        SourceComparison.Of([source with { Name = ModelChange.Today }, new(ModelChange.Generated, [.. MainContainer.Align(source.Objects, generated)], [], false)], diagnostics);

    private static ModelChange Compare(EnvironmentSource source, IReadOnlyList<KubeObject> generated, Diagnostics diagnostics)
    {
        var compared = Compared(source, generated, diagnostics);
        var whole = compared.Differences.Where(each => each.Category == "workload-missing").ToLookup(each => each.Values[0].Value is not null);
        return new()
        {
            Environment = source.Name,
            OnlyRunning = [.. whole[true].Select(each => each.Workload)],
            OnlyInModel = [.. whole[false].Select(each => each.Workload)],
            Changes = [.. compared.Differences.Where(each => each.Category != "workload-missing")],
            Equal = compared.Equal,
        };
    }

    // "prod" is the model's "production" where nothing else could be.
    private static string? NameIn(string collected, IEnumerable<string> names)
    {
        var known = names.ToList();
        if (known.Contains(collected, StringComparer.Ordinal)) return collected;
        var alike = known.Where(name => EnvironmentOrder.IsKnown(collected) && EnvironmentOrder.IsKnown(name) && EnvironmentOrder.Rank(name) == EnvironmentOrder.Rank(collected)).ToList();
        return alike is [var only] ? only : null;
    }
}
