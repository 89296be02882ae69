using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>Holds all environments against each other: what the model declares, and what the emitted objects really are.</summary>
public static class ParityCheck
{
    /// <summary>Compares the environments named, or all where none is. Without objects, while there are errors, it is the declarations only.</summary>
    public static ParityReport Check(Topology topology, Emission.Emission emission, IReadOnlyCollection<string> names)
    {
        Environment[] environments = [.. topology.Environments.Where(environment => names.Count == 0 || names.Contains(environment.Name)).OrderBy(environment => environment.Order)];
        Declaration[] declarations = [.. Declaration.Of(topology)];
        var emitted = EmittedDifferences.Of(topology, emission, environments, declarations);
        Difference[] differences =
        [
            .. DeclaredDifferences.Of(environments, declarations, emitted.Places, emission.Objects.Count > 0 ? new RouteEffects(topology, emission) : null),
            .. InherentValue.All.Where(value => environments.Select(value.Of).Distinct().Count() > 1).Select(value => Inherent(value, environments)),
            .. Approximations(emission, environments),
            .. emitted.Undeclared,
        ];
        return new([.. environments.Select(environment => environment.Name)], [.. differences.OrderByDescending(difference => difference.Severity).ThenBy(difference => difference.Subject, StringComparer.Ordinal).ThenBy(difference => difference.Leaf, StringComparer.Ordinal)], emitted.Compared);
    }

    private static Difference Inherent(InherentValue value, Environment[] environments) => new()
    {
        Subject = "environment",
        Leaf = value.Name,
        Kind = DifferenceKind.Inherent,
        Severity = DifferenceSeverity.Notice,
        Values = environments.ToMap(environment => environment.Name, value.Of),
        Reason = "a value of the environment itself",
    };

    // warning ROUTE-033: environment 'dev', route 'api-orders': …
    private static IEnumerable<Difference> Approximations(Emission.Emission emission, Environment[] environments) =>
        from diagnostic in emission.Diagnostics
        where diagnostic.Severity == Model.Severity.Warning && diagnostic.Code.StartsWith("ROUTE-", StringComparison.Ordinal)
        from environment in environments
        let prefix = $"environment '{environment.Name}', "
        where diagnostic.Subject.StartsWith(prefix, StringComparison.Ordinal)
        select new Difference
        {
            Subject = "routes",
            Leaf = $"{diagnostic.Subject[prefix.Length..]} ({diagnostic.Code})",
            Kind = DifferenceKind.Approximated,
            Severity = DifferenceSeverity.Warning,
            Values = environments.ToMap(each => each.Name, each => each == environment ? "approximated" : emission.Diagnostics.Any(same => same.Code == diagnostic.Code && same.Subject == $"environment '{each.Name}', {diagnostic.Subject[prefix.Length..]}") ? "approximated" : "native"),
            Reason = diagnostic.Message,
        };
}
