using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>What the model declares to differ, and whether each declaration is one: with a reason, with a difference, with an effect.</summary>
internal static class DeclaredDifferences
{
    public static IEnumerable<Difference> Of(Environment[] environments, IReadOnlyCollection<Declaration> declarations, ILookup<Declaration, string> places, RouteEffects? routes) =>
        declarations.Select(declaration => Of(environments, declarations, declaration, places, routes)).OfType<Difference>();

    private static Difference? Of(Environment[] environments, IReadOnlyCollection<Declaration> declarations, Declaration declaration, ILookup<Declaration, string> places, RouteEffects? routes)
    {
        var values = Map.Of(environments.Where(environment => declaration.Values.ContainsKey(environment.Name)).Select(environment => (environment.Name, declaration.Values[environment.Name])));
        var (kind, reason) = declaration switch
        {
            { IsStale: true } => (DifferenceKind.Stale, $"It is declared to differ, but is the same everywhere. Use {declaration.Call} with one value."),
            { Reason: var text } when string.IsNullOrWhiteSpace(text) => (DifferenceKind.Unreasoned, $"It differs without a reason. Say why as the last argument of {declaration.Call}."),
            _ => (DifferenceKind.Declared, declaration.Reason),
        };
        if (kind != DifferenceKind.Stale && values.Values.Distinct().Count() <= 1 && values.Count == environments.Length) return null;
        if (kind == DifferenceKind.Declared && routes is not null && !IsReached(environments, declarations, declaration, places, routes))
            (kind, reason) = (DifferenceKind.Unreached, $"It is declared to differ ({declaration.Reason}), but the manifests are the same everywhere. Remove it from {declaration.Call}, or report the emitter.");
        return new()
        {
            Subject = declaration.Workload,
            Leaf = declaration.Leaf,
            Kind = kind,
            Severity = kind == DifferenceKind.Declared ? DifferenceSeverity.Notice : DifferenceSeverity.Error,
            Values = values,
            Reason = reason,
            Places = [.. places[declaration].Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static bool IsReached(Environment[] environments, IReadOnlyCollection<Declaration> declarations, Declaration declaration, ILookup<Declaration, string> places, RouteEffects routes) =>
        declaration.Workload == Declaration.RoutesSubject ? routes.Reaches(declaration) : places[declaration].Any() || !Reaches(environments, declarations, declaration);

    // Two environments that both run the workload, with different values.
    private static bool Reaches(Environment[] environments, IReadOnlyCollection<Declaration> declarations, Declaration declaration)
    {
        if (declaration.Leaf == "presence") return true;
        var presence = declarations.FirstOrDefault(other => other.Workload == declaration.Workload && other.Leaf == "presence");
        var running = environments.Where(environment => presence is null || presence.Values.GetValueOrDefault(environment.Name) == "exists");
        return running.Select(environment => declaration.Values.GetValueOrDefault(environment.Name)).Distinct().Count() > 1;
    }
}
