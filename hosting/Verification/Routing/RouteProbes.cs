using Parity.Model;

namespace Parity.Verification.Routing;

/// <summary>Requests at the edges of a table's own routes, with what the table means by them: a table that nobody wrote rows for.</summary>
public static class RouteProbes
{
    private static readonly string[] Tails = ["", "/", "/below", "/below/", "foo", "?q=/", "/../beside", "//"];

    public static Sequence<ExpectedRequest> Of(RouteTable table) =>
        (from route in table.Routes
         from request in Requests(route)
         select request).Distinct().Select(request => Row(table, request)).ToSequence();

    private static IEnumerable<RouteRequest> Requests(Route route)
    {
        var stem = route.Match.Path.Path.TrimEnd('/');
        string[] paths = [.. Tails.Select(tail => stem + tail).Append(stem.ToUpperInvariant()).Where(path => path.StartsWith('/'))];
        string[] methods = [.. route.Match.Methods.Append("GET").Append("POST").Distinct()];
        string[] hosts = route.Match.Host switch
        {
            HostPattern.Exact exact => [exact.Name, $"below.{exact.Name}"],
            HostPattern.Wildcard wildcard => [$"a.{wildcard.Parent}", $"b.a.{wildcard.Parent}", wildcard.Parent],
            _ => ["localhost"],
        };
        return from host in hosts
               from path in paths
               from method in methods
               from headers in new[] { route.Match.Headers, [] }
               select new RouteRequest(method, host, path, headers);
    }

    private static ExpectedRequest Row(RouteTable table, RouteRequest request) => table.Match(request) is RouteAnswer.Forward forward
        ? new(request, new Expectation.Reaches(forward.Workloads.First()), forward.Path)
        : new(request, new Expectation.Answers(404), "");
}
