using Parity.Emission;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>
/// Whether a route's declaration reaches the manifests. Rules of an ingress have no name in every kind, so that a place does not tell
/// whose it is; what tells is that the objects are other ones without the declaration. Only what routes make is made anew for it: there may
/// be hundreds of declarations in a system of a thousand workloads.
/// </summary>
internal sealed class RouteEffects(Topology topology, Emission.Emission emission)
{
    private static readonly string[] Kinds = ["Gateway", "HTTPRoute", "Ingress", "Namespace", "VirtualService"];

    private readonly Dictionary<string, Shown[]> emitted = topology.Environments.ToDictionary(
        environment => environment.Name, environment => Trees(emission.Objects.GetValueOrDefault(environment.Name, [])));

    private readonly Dictionary<string, bool> meant = [];

    private readonly ILookup<Declaration, Route> routes = topology.Routes.Routes.SelectMany(route => Declaration.Of(route).Select(declaration => (route, declaration))).ToLookup(entry => entry.declaration, entry => entry.route);

    /// <summary>Whether every environment that the declaration gives another value shows it.</summary>
    public bool Reaches(Declaration declaration) =>
        routes[declaration].FirstOrDefault() is not { } route || (declaration.Call == "WithPresence" ? Serves(route) : Shows(route, declaration));

    // Without the route, an environment that serves it has other objects, and one that does not has those that it should have.
    private bool Serves(Route route)
    {
        var without = topology with { Routes = RouteTable.Of(topology.Routes.Routes.Where(other => other != route)) };
        return topology.Environments.All(environment => route.Presence.In(environment.Name) ? IsOther(without, environment) : IsMeant(environment));
    }

    // With the value of another environment, each has other objects.
    private bool Shows(Route route, Declaration declaration)
    {
        Route changed = declaration.Call == "WithTimeout"
            ? route with { Timeout = Exchanged(route.Timeout) }
            : route with { Backends = [.. route.Backends.Select(backend => declaration.Leaf.EndsWith($" weight of {backend.Workload}", StringComparison.Ordinal) ? backend with { Weight = Exchanged(backend.Weight) } : backend)] };
        // Refused, it is seen as well.
        if (RouteTable.Of(changed).Check().Any()) return true;
        var exchanged = topology with { Routes = RouteTable.Of(topology.Routes.Routes.Select(other => other == route ? changed : other)) };
        return topology.Environments.All(environment => !route.Presence.In(environment.Name) || IsOther(exchanged, environment));
    }

    private bool IsOther(Topology other, Environment environment) => !Same(Emitter.Routes(other, environment), emitted[environment.Name]);

    private bool IsMeant(Environment environment)
    {
        if (!meant.TryGetValue(environment.Name, out var isMeant)) meant[environment.Name] = isMeant = !IsOther(topology, environment);
        return isMeant;
    }

    private static Declared<T> Exchanged<T>(Declared<T> declared) => declared is Declared<T>.Differing differing
        ? differing with { Values = differing.Values.ToMap(value => value.Key, value => differing.Values.Values.First(other => !EqualityComparer<T>.Default.Equals(other, value.Value))) }
        : declared;

    private static bool Same(Rendering rendering, Shown[] emitted) =>
        !Emitter.HasErrors(rendering.Diagnostics) && Trees(rendering.Objects).SequenceEqual(emitted);

    private static Shown[] Trees(IEnumerable<Emitted> objects) =>
        [.. objects.Where(emitted => Kinds.Contains(emitted.Kind)).OrderBy(emitted => emitted.File, StringComparer.Ordinal).Select(emitted => new Shown(emitted.File, emitted.Tree))];

    private sealed record Shown(string File, Node Tree);
}
