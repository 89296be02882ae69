using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// The routes of one host in the Gateway API. Many gateways look at the routes of the most special hostname only, so what falls through to
/// wider hosts has to stand there as well. Within one hostname the path decides before anything else: a wider host's route with a deeper
/// path would take what the special host's own route asks for, which cannot be said.
/// </summary>
/// <param name="Served">First to last in precedence.</param>
/// <param name="Lost">Routes of wider hosts that would win, and over which route.</param>
/// <param name="IsMerged">Whether routes of wider hosts are among them.</param>
internal sealed record HttpRouteTable(IReadOnlyList<Route> Served, IReadOnlyList<(Route Route, Route Over)> Lost, bool IsMerged)
{
    public static HttpRouteTable Under(RoutingContext context, HostPattern host)
    {
        var served = new List<Route>();
        var lost = new List<(Route, Route)>();
        foreach (var sameHost in context.RoutesUnder(host).GroupBy(route => route.Match.Host))
        {
            var special = served.ToArray();
            foreach (var route in sameHost.Where(route => !special.Any(other => RouteOverlap.Hides(other, route))))
            {
                if (Array.Find(special, other => RouteOverlap.Meet(other, route) && Outranks(route, other)) is { } over) lost.Add((route, over));
                else served.Add(route);
            }
        }

        return new([.. RouteTable.Of(served.Select(Unhosted)).ByPrecedence], lost, served.Any(route => route.Match.Host != host));
    }

    private static bool Outranks(Route route, Route special) => RouteTable.Of(Unhosted(special), Unhosted(route)).ByPrecedence.First().Equals(Unhosted(route));

    private static Route Unhosted(Route route) => route with { Match = route.Match with { Host = new HostPattern.Any() } };
}
