using Parity.Model;
using Parity.Verification.Routing;

namespace Parity.Delivery;

/// <summary>Requests at the edges of a route table that can be sent to a system in use: they change nothing.</summary>
public static class RouteRequests
{
    private static readonly string[] Safe = ["GET", "HEAD"];

    /// <summary>As the environment's ingress must answer: a route without a host of its own answers for the environment's.</summary>
    public static Sequence<ExpectedRequest> Of(RouteTable routes, Model.Environment environment)
    {
        var table = RouteTable.Of(routes.In(environment.Name).Routes.Select(route => route.Match.Host is HostPattern.Any ? route with { Match = route.Match.OnHost(environment.Host) } : route));
        // A host that no route names belongs to somebody else: what answers there says nothing about this system.
        return [.. RouteProbes.Of(table).Where(row => Safe.Contains(row.Request.Method) && table.Routes.Any(route => route.Match.Host.Matches(row.Request.Host)))];
    }
}
