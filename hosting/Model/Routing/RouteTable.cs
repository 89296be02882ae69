namespace Parity.Model;

/// <summary>The public routes of the system. The order written decides only between routes of equal precedence.</summary>
/// <param name="Routes">As written.</param>
public sealed record RouteTable(Sequence<Route> Routes)
{
    /// <summary>A table of these routes: <c>RouteTable.Of(Route.Prefix("/").To("storefront"))</c>.</summary>
    public static RouteTable Of(params IEnumerable<Route> routes) => new(routes.ToSequence());

    /// <summary>The routes that an environment serves, with its timeouts and weights; one that a declaration forgets, which the rules refuse, counts as served.</summary>
    public RouteTable In(string environment) => Of(As(environment).Routes.Where(route => route.Presence switch
    {
        Declared<bool>.Differing differing => differing.Values.GetValueOrDefault(environment, true),
        var everywhere => everywhere.All.First(),
    }));

    /// <summary>Every route, with the timeouts and weights of an environment: what a local run serves.</summary>
    public RouteTable As(string environment) => Of(Routes.Select(route => route with
    {
        Timeout = Declared.Everywhere(route.Timeout.InOrAny(environment)),
        Backends = [.. route.Backends.Select(backend => backend with { Weight = Declared.Everywhere(backend.Weight.InOrAny(environment)) })],
    }));

    /// <summary>Every workload that a route names, sorted, once.</summary>
    public IEnumerable<string> Workloads =>
        Routes.SelectMany(route => route.Backends).Select(backend => backend.Workload).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The routes from first to last in precedence: a first-match proxy that reads them in this order routes as the model does.</summary>
    public IEnumerable<Route> ByPrecedence => Routes.OrderByDescending(route => route.Match.Rank);

    /// <summary>Which route takes the request, by the rules of the Gateway API, and the path its backend sees.</summary>
    public RouteAnswer Match(RouteRequest request) =>
        ByPrecedence.FirstOrDefault(route => route.Match.Matches(request)) is { } route
            ? new RouteAnswer.Forward(route, route.PathFor(request))
            : new RouteAnswer.Status(404);
}
