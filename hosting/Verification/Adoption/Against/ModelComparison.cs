using Parity.Model;
using Parity.Verification.Adoption.Comparison;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Against;

/// <summary>Each collected environment against what the model generates for the environment of its name.</summary>
internal static class ModelComparison
{
    public static IReadOnlyList<ModelChange> Of(IReadOnlyList<EnvironmentSource> sources, Topology model, IReadOnlySet<(string, string)> secrets, Diagnostics diagnostics)
    {
        var generated = GeneratedObjects.Of(model);
        foreach (var each in generated.Diagnostics.Where(each => each.Severity == Parity.Model.Severity.Error))
            diagnostics.Problem("ADOPT-060", "model", 1, $"The model cannot be generated: {each.Code}: {each.Subject}: {each.Message}", each.Remedy);
        if (generated.Environments.Count == 0) return [];
        var changes = new List<ModelChange>();
        foreach (var source in sources)
        {
            if (NameIn(source.Name, generated.Environments.Keys) is { } name) changes.Add(Compare(source, generated.Environments[name], secrets, diagnostics));
            else diagnostics.Note("ADOPT-061", source.Name, 1, $"The model has no environment '{source.Name}'; it was held against the other environments only.", "Name the folder as the environment is named in the model, or declare the environment.");
        }
        return changes;
    }

    public static IReadOnlyList<EnvironmentDifference> Differences(EnvironmentSource source, IReadOnlyList<KubeObject> generated, IReadOnlySet<(string, string)> secrets, Diagnostics diagnostics) =>
        Compared(source, generated, secrets, diagnostics).Differences;

    private static SourceComparison Compared(EnvironmentSource source, IReadOnlyList<KubeObject> generated, IReadOnlySet<(string, string)> secrets, Diagnostics diagnostics, bool byVariable = false) =>
        SourceComparison.Of([source with { Name = ModelChange.Today, Objects = [.. source.Objects.Select(GeneratedObjects.Named)] }, new(ModelChange.Generated, [.. MainContainer.Align(source.Objects, generated)], [], false)], diagnostics, byVariable, secrets);

    // At the level of workloads and what they see: how the model names its ConfigMaps, and what it adds beside the workloads, is no change of these.
    private static ModelChange Compare(EnvironmentSource source, IReadOnlyList<KubeObject> generated, IReadOnlySet<(string, string)> secrets, Diagnostics diagnostics)
    {
        var compared = Compared(source, [.. generated.Where(each => !Bookkeeping.IsInjected(each))], secrets, diagnostics, byVariable: true);
        var whole = compared.Differences.Where(each => each.Category == "workload-missing").ToLookup(each => each.Values[0].Value is not null);
        var objects = compared.Differences.Where(IsObject).ToList();
        var rest = compared.Differences.Where(each => each.Category != "workload-missing" && !IsObject(each)).ToList();
        var rules = rest.Concat(objects.Where(each => each.Values[0].Value is null)).GroupBy(RuleOf).Where(group => group.Key.Reason.Length > 0)
            .Select(group => new ModelRule(group.Key.Category, group.Key.Reason, [.. group.Select(each => each.Workload).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
        IReadOnlyList<EnvironmentDifference> changes = [.. rest.Where(each => RuleOf(each).Reason.Length == 0)];
        var here = Names(source.Objects.Select(GeneratedObjects.Named));
        var there = Names(generated);
        return new()
        {
            Environment = source.Name,
            OnlyRunning = [.. whole[true].Select(each => each.Workload)],
            OtherObjects = [.. objects.Where(each => each.Values[0].Value is not null).Select(each => each.Workload).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            OnlyInModel = [.. whole[false].Select(each => each.Workload)],
            EqualWorkloads = [.. here.Intersect(there, StringComparer.Ordinal).Except(changes.Select(each => each.Workload), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Changes = changes,
            Rules = [.. rules.OrderBy(each => each.Category, StringComparer.Ordinal)],
            Equal = compared.Equal,
        };
    }

    private static HashSet<string> Names(IEnumerable<KubeObject> objects) => [.. objects.Where(Inventory.IsWorkload).Select(each => each.Name)];

    private static bool IsObject(EnvironmentDifference each) => each.Category is "object-missing" or "configmap-missing" or "secret-missing";

    private static (string Category, string Reason) RuleOf(EnvironmentDifference each) =>
        each.Category == "object-missing" ? (each.Category, "policies of namespace and mesh are generated") : IsObject(each) ? ("", "") : (each.Category, ModelRules.Of(each) ?? "");

    // "prod" is the model's "production" where nothing else could be.
    private static string? NameIn(string collected, IEnumerable<string> names)
    {
        var known = names.ToList();
        if (known.Contains(collected, StringComparer.Ordinal)) return collected;
        var alike = known.Where(name => EnvironmentOrder.IsKnown(collected) && EnvironmentOrder.IsKnown(name) && EnvironmentOrder.Rank(name) == EnvironmentOrder.Rank(collected)).ToList();
        return alike is [var only] ? only : null;
    }
}
