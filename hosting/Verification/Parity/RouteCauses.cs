using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>Which declaration of a route a leaf of what leads requests in comes from.</summary>
internal sealed class RouteCauses(Topology topology, Environment one, Environment other, ILookup<(string Workload, string Leaf), Declaration> declarations)
{
    public Cause.Declared? Of(EmittedLeaf leaf)
    {
        if (!leaf.File.StartsWith("routes/", StringComparison.Ordinal) && leaf is not { File: "namespace", Path: "metadata.annotations.parity/routes" }) return null;
        var causes = topology.Routes.Routes.SelectMany(route => Separating(route).Select(declaration => (Route: route, Declaration: declaration))).ToArray();
        var named = causes.Where(entry => IsOf(leaf.Path, entry.Route)).ToArray();
        var candidates = named.Length > 0 ? named : causes;
        var found = candidates.FirstOrDefault(entry => Fits(leaf.Path, entry.Declaration)).Declaration ?? candidates.FirstOrDefault().Declaration;
        return found is null ? null : new(found);
    }

    /// <summary>Why a workload is reached from outside in one of the two only: a route to it is served there, or has a weight for it there.</summary>
    public Cause.Declared? Into(Workload workload) =>
        topology.Routes.Routes.Where(route => route.Backends.Any(backend => backend.Workload == workload.Name)).SelectMany(Separating)
            .FirstOrDefault(declaration => !declaration.Leaf.EndsWith(" timeout", StringComparison.Ordinal)) is { } declaration ? new(declaration) : null;

    private IEnumerable<Declaration> Separating(Route route) =>
        Declaration.Of(route).SelectMany(declaration => declarations[(Declaration.RoutesSubject, declaration.Leaf)]).Distinct().Where(declaration => declaration.Separates(one.Name, other.Name));

    // spec.http[catalog].timeout; further rules of a route are catalog-2, catalog-3.
    private static bool IsOf(string path, Route route) =>
        path.Contains($"[{route.Name}]", StringComparison.Ordinal)
        || (path.IndexOf($"[{route.Name}-", StringComparison.Ordinal) is var at && at >= 0 && int.TryParse(path[(at + route.Name.Length + 2)..].Split(']')[0], out _));

    private static bool Fits(string path, Declaration declaration) => declaration.Leaf switch
    {
        var leaf when leaf.EndsWith(" timeout", StringComparison.Ordinal) => path.EndsWith(".timeout", StringComparison.Ordinal),
        var leaf when leaf.Contains(" weight of ", StringComparison.Ordinal) => path.Contains("].route", StringComparison.Ordinal),
        _ => path.EndsWith(']'),
    };
}
