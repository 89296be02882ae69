namespace Parity.Model;

/// <summary>What routes lead to: services that speak HTTP and exist in every environment that serves the route.</summary>
internal static class BackendRules
{
    public static IEnumerable<Diagnostic> Check(Topology topology) =>
        from route in topology.Routes.Routes
        from backend in route.Backends
        from breach in Breaches(topology, route, backend)
        select Diagnostic.Error(breach.Code, $"route '{route.Name}'", breach.Message, breach.Remedy);

    private static IEnumerable<(string Code, string Message, string Remedy)> Breaches(Topology topology, Route route, Backend backend)
    {
        if (topology.Find(backend.Workload) is not { } workload)
        {
            yield return ("ROUTE-011", $"no workload '{backend.Workload}' is declared.", "Declare it, or correct the name.");
            yield break;
        }

        if (workload.Kind != WorkloadKind.Service || !workload.Endpoints.Any(endpoint => endpoint.Protocol != Protocol.Tcp))
            yield return ("ROUTE-012", $"'{workload.Name}' is a {workload.Kind} that no request can be routed to.", "Route to a service with an HTTP endpoint.");
        foreach (var environment in topology.Environments.Where(environment => !Absent(route.Presence, environment) && Absent(workload.Presence, environment)))
            yield return ("ROUTE-013", $"'{workload.Name}' does not exist in the environment '{environment.Name}'.", "Let it exist everywhere, or serve the route only where it does: .WithPresence([…], \"why\").");
    }

    private static bool Absent(Declared<bool> presence, Environment environment) => presence switch
    {
        Declared<bool>.Everywhere everywhere => !everywhere.Value,
        Declared<bool>.Differing differing => !differing.Values.GetValueOrDefault(environment.Name, true),
        _ => false,
    };
}
