using Parity.Emission;
using Parity.Model;

namespace Parity.Verification;

/// <summary>
/// Whether a route's declaration reaches the manifests. Rules of an ingress have no name in every kind, so that a place does not tell
/// whose it is; what tells is that the objects are other ones without the declaration.
/// </summary>
internal sealed class RouteEffects(Topology topology, Emission.Emission emission)
{
    // Objects that no route reaches; their images may have been given with the emission.
    private static readonly string[] Untouched = ["Deployment", "StatefulSet", "Job", "ConfigMap"];

    /// <summary>Whether every environment that the declaration gives another value shows it.</summary>
    public bool Reaches(Declaration declaration) =>
        topology.Routes.Routes.FirstOrDefault(route => Declaration.Of(route).Contains(declaration)) is not { } route || (declaration.Call == "WithPresence" ? Serves(route) : Shows(route, declaration));

    // Without the route, an environment that serves it has other objects, and one that does not has the same.
    private bool Serves(Route route)
    {
        var without = Emitter.Emit(topology with { Routes = RouteTable.Of(topology.Routes.Routes.Where(other => other != route)) }, []);
        return without.Objects.Count == 0 || topology.Environments.All(environment => route.Presence.In(environment.Name) != Same(without, environment.Name));
    }

    // With the value of another environment, each has other objects.
    private bool Shows(Route route, Declaration declaration)
    {
        Route changed = declaration.Call == "WithTimeout"
            ? route with { Timeout = Exchanged(route.Timeout) }
            : route with { Backends = [.. route.Backends.Select(backend => declaration.Leaf.EndsWith($" weight of {backend.Workload}", StringComparison.Ordinal) ? backend with { Weight = Exchanged(backend.Weight) } : backend)] };
        var exchanged = Emitter.Emit(topology with { Routes = RouteTable.Of(topology.Routes.Routes.Select(other => other == route ? changed : other)) }, []);
        // Refused, it is seen as well.
        return exchanged.Objects.Count == 0 || topology.Environments.All(environment => !route.Presence.In(environment.Name) || !Same(exchanged, environment.Name));
    }

    private static Declared<T> Exchanged<T>(Declared<T> declared) => declared is Declared<T>.Differing differing
        ? differing with { Values = differing.Values.ToMap(value => value.Key, value => differing.Values.Values.First(other => !EqualityComparer<T>.Default.Equals(other, value.Value))) }
        : declared;

    private bool Same(Emission.Emission other, string environment) => Trees(emission, environment).SequenceEqual(Trees(other, environment));

    private static IEnumerable<(string File, Node Tree)> Trees(Emission.Emission emission, string environment) =>
        emission.Objects.GetValueOrDefault(environment, []).Where(emitted => !Untouched.Contains(emitted.Kind)).OrderBy(emitted => emitted.File, StringComparer.Ordinal).Select(emitted => (emitted.File, (Node)emitted.Tree));
}
