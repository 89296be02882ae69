using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// The portable core of Ingress: hosts, exact paths and prefixes by segment. It has no order and no conditions besides, so of routes
/// for one path only the most general one can be served; no controller's annotations are used.
/// </summary>
internal static class IngressRenderer
{
    public static Rendering Render(RoutingContext context, IngressKind.Controller controller)
    {
        if (context.Table.Routes.Count == 0) return new([], []);
        var served = context.Hosts.ToDictionary(host => host, host => Served(context, host));
        var diagnostics = context.Table.Routes.SelectMany(route => Unsaid(context, route, served[route.Match.Host])).ToSequence();
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return new([], diagnostics);

        return new([new("routes/ingress", new V1Ingress
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "Ingress",
            Metadata = context.Metadata("routes"),
            Spec = new()
            {
                IngressClassName = controller.Class,
                Rules = [.. served.Select(rule => new V1IngressRule { Host = rule.Key is HostPattern.Any ? null : rule.Key.ToString(), Http = new() { Paths = [.. rule.Value.Select(route => Path(context, route))] } })],
                Tls = context.TlsSecret.Length == 0 ? null : [new() { SecretName = context.TlsSecret, Hosts = [.. served.Keys.Where(host => host is not HostPattern.Any).Select(host => host.ToString())] }],
            },
        })], diagnostics);
    }

    // Under one host: its own routes, and those of wider hosts that they leave something to.
    private static List<Route> Served(RoutingContext context, HostPattern host)
    {
        var served = new List<Route>();
        foreach (var sameHost in context.RoutesUnder(host).GroupBy(route => route.Match.Host))
        {
            var special = served.ToArray();
            foreach (var samePath in sameHost.GroupBy(route => route.Match.Path.ToString()))
            {
                var route = samePath.OrderBy(route => route.Match.Headers.Count).ThenBy(route => route.Match.Methods.Count == 0 ? 0 : 1).First();
                if (!special.Any(other => Hides(other.Match.Path, route.Match.Path))) served.Add(route);
            }
        }

        return served;
    }

    private static bool Hides(PathPattern special, PathPattern path) => (special, path) switch
    {
        (PathPattern.Prefix prefix, PathPattern.Prefix longer) => prefix.Matches(longer.Stem.Length == 0 ? "/" : longer.Stem),
        _ => special.Matches(path.Path),
    };

    private static V1HTTPIngressPath Path(RoutingContext context, Route route)
    {
        var backend = route.Backends.MaxBy(backend => backend.Weight)!;
        return new()
        {
            Path = route.Match.Path is PathPattern.Prefix { Stem: var stem } ? (stem.Length == 0 ? "/" : stem) : route.Match.Path.Path,
            PathType = route.Match.Path is PathPattern.Prefix ? "Prefix" : "Exact",
            Backend = new() { Service = new() { Name = backend.Workload, Port = new() { Number = context.Port(backend.Workload) } } },
        };
    }

    private static IEnumerable<Diagnostic> Unsaid(RoutingContext context, Route route, List<Route> served)
    {
        var outcome = served.Contains(route) ? "the path is served whatever the request" : "the route is not served, since another one takes its path";
        if (route.Match.Host is HostPattern.Wildcard)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Wildcards, "a wildcard of Ingress stands for one label", "hosts further down are not served");
        if (route.Match.Methods.Count > 0)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Methods, "Ingress has no methods", outcome);
        if (route.Match.Headers.Count > 0)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Headers, "Ingress has no headers", outcome);
        // A backend that sees another path than it expects is broken, not approximated.
        if (route.Rewrite != Route.NoRewrite)
            yield return RouteFeature.Refused(context, route, route.Match.Path is PathPattern.Prefix ? RouteFeature.PrefixRewrite : RouteFeature.ExactRewrite, "Ingress has no rewrites", "or let the workload serve the public path");
        if (route.Timeout != Route.NoTimeout)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Timeouts, "Ingress has no timeouts", "the controller's own apply");
        if (route.Retries > 0)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Retries, "Ingress has no retries", "failed requests are not repeated on behalf of the route");
        if (route.Backends.Count(backend => backend.Weight > 0) > 1)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Weights, "Ingress has no weights", "the heaviest backend gets all requests");
    }
}
