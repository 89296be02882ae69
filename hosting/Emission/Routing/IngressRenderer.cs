using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// The portable core of Ingress: hosts, exact paths and prefixes by segment. It has no conditions besides, so a route that has some is left
/// out: its requests go where the table leads a request that does not meet them, and nobody gets what was guarded. No controller's
/// annotations are used.
/// </summary>
internal static class IngressRenderer
{
    public static Rendering Render(RoutingContext context, IngressKind.Controller controller)
    {
        if (context.Table.Routes.Count == 0) return new([], []);
        // A rule without paths is refused by the API server.
        var served = context.Hosts.Select(host => (Key: host, Value: Served(context, host))).Where(rule => rule.Value.Count > 0).ToArray();
        var diagnostics = context.Table.Routes.SelectMany(route => Unsaid(context, route)).ToSequence();
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error) || served.Length == 0) return new([], diagnostics);

        return new([new("routes/ingress", new V1Ingress
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = "Ingress",
            Metadata = context.Metadata("routes"),
            Spec = new()
            {
                IngressClassName = controller.Class,
                Rules = [.. served.Select(rule => new V1IngressRule { Host = rule.Key is HostPattern.Any ? null : rule.Key.ToString(), Http = new() { Paths = [.. rule.Value.Select(route => Path(context, route))] } })],
                Tls = context.TlsSecret.Length == 0 ? null : [new() { SecretName = context.TlsSecret, Hosts = [.. served.Select(rule => rule.Key).Where(host => host is not HostPattern.Any).Select(host => host.ToString())] }],
            },
        })], diagnostics)
        {
            Backends = [.. served.SelectMany(rule => rule.Value).Select(route => Heaviest(context, route)).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    // Under one host: its own routes, and those of wider hosts that they leave something to.
    private static List<Route> Served(RoutingContext context, HostPattern host)
    {
        var served = new List<Route>();
        foreach (var sameHost in context.RoutesUnder(host).Where(route => !RouteOverlap.IsGuarded(route)).GroupBy(route => route.Match.Host))
        {
            var special = served.ToArray();
            served.AddRange(sameHost.Where(route => !special.Any(other => RouteOverlap.Hides(other, route))));
        }

        return served;
    }

    private static V1HTTPIngressPath Path(RoutingContext context, Route route)
    {
        var workload = Heaviest(context, route);
        return new()
        {
            Path = route.Match.Path is PathPattern.Prefix { Stem: var stem } ? (stem.Length == 0 ? "/" : stem) : route.Match.Path.Path,
            PathType = route.Match.Path is PathPattern.Prefix ? "Prefix" : "Exact",
            Backend = new() { Service = new() { Name = workload, Port = new() { Number = context.Port(workload) } } },
        };
    }

    private static IEnumerable<Diagnostic> Unsaid(RoutingContext context, Route route)
    {
        const string Left = "the route is not served, and its requests go where the other routes lead them";
        if (route.Match.Host is HostPattern.Wildcard)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Wildcards, "a wildcard of Ingress stands for one label", "hosts further down are not served");
        if (route.Match.Methods.Count > 0)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Methods, "Ingress has no methods", Left);
        if (route.Match.Headers.Count > 0)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Headers, "Ingress has no headers", Left);
        // A backend that sees another path than it expects is broken, not approximated.
        if (route.Rewrite != Route.NoRewrite)
            yield return RouteFeature.Refused(context, route, route.Match.Path is PathPattern.Prefix ? RouteFeature.PrefixRewrite : RouteFeature.ExactRewrite, "Ingress has no rewrites", "or let the workload serve the public path");
        if (RouteOverlap.IsGuarded(route)) yield break;
        if (route.Timeout.In(context.Environment) != Route.NoTimeout)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Timeouts, "Ingress has no timeouts", "the controller's own apply");
        if (route.Retries > 0)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Retries, "Ingress has no retries", "failed requests are not repeated on behalf of the route");
        if (route.Backends.Count(backend => backend.Weight.In(context.Environment) > 0) > 1)
            yield return RouteFeature.Unsaid(context, route, RouteFeature.Weights, "Ingress has no weights", $"'{Heaviest(context, route)}' gets all requests");
    }

    private static string Heaviest(RoutingContext context, Route route) => route.Backends.MaxBy(backend => backend.Weight.In(context.Environment))!.Workload;
}
