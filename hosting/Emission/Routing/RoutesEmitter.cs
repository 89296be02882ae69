using Parity.Model;

namespace Parity.Emission;

/// <summary>The route table of an environment: a route without a host answers for the environment's own.</summary>
internal static class RoutesEmitter
{
    public static Rendering Emit(Target target) => RouteRenderer.Render(new()
    {
        Environment = target.Environment.Name,
        Table = TableFor(target),
        Ingress = target.Environment.Ingress,
        AllowsApproximations = target.Environment.AllowsApproximations,
        Port = workload => RoutePorts.Of(target.Find(workload)!),
        Metadata = name => Metadata.Of(target, name),
        TlsSecret = target.Environment.TlsSecret,
    });

    public static RouteTable TableFor(Target target) => RouteTable.Of(target.Topology.Routes.In(target.Environment.Name).Routes.Select(route =>
        route.Match.Host is HostPattern.Any ? route with { Match = route.Match.OnHost(target.Environment.Host) } : route));
}
