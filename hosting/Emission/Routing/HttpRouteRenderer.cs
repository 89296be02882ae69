using Parity.Model;

namespace Parity.Emission;

/// <summary>The Gateway API means what the model means; retries it cannot say in its standard channel, and its lists have an end.</summary>
internal static class HttpRouteRenderer
{
    private const string ApiVersion = "gateway.networking.k8s.io/v1";
    private const string GatewayName = "routes";

    public static Rendering Render(RoutingContext context, IngressKind.Gateway gateway)
    {
        if (context.Table.Routes.Count == 0) return new([], []);
        var diagnostics = HttpRouteLimits.Check(context).ToSequence();
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return new([], diagnostics);

        var listeners = new List<GatewayListener> { new("http", 80, "HTTP", null) };
        if (context.TlsSecret.Length > 0) listeners.Add(new("https", 443, "HTTPS", new("Terminate", [new(context.TlsSecret)])));
        var objects = new List<Emitted>
        {
            new("routes/gateway", new CustomObject<GatewaySpec>(ApiVersion, "Gateway", context.Metadata(GatewayName), new(gateway.Class, listeners))),
        };
        var tables = context.Hosts.Select(host => (Host: host, Table: HttpRouteTable.Under(context, host))).ToArray();
        foreach (var (host, table) in tables) objects.AddRange(Objects(context, host, table));
        return new([.. objects], diagnostics) { Backends = [.. RouteTable.Of(tables.SelectMany(each => each.Table.Served)).Workloads] };
    }

    private static IEnumerable<Emitted> Objects(RoutingContext context, HostPattern host, HttpRouteTable table)
    {
        var parts = HttpRouteLimits.Parts(table, route => Rules(context, route)).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            var name = RoutingContext.NameFor(host, parts.Length == 1 ? "" : HttpRouteLimits.Number(i));
            yield return new($"routes/httproute-{name}", new CustomObject<HttpRouteSpec>(
                ApiVersion, "HTTPRoute", context.Metadata(name),
                new([new(GatewayName)], host is HostPattern.Any ? null : [host.ToString()], parts[i])));
        }
    }

    // One match a method. With replacePrefixMatch a rule may have one match only (a validation rule of the CRD).
    private static IEnumerable<HttpRouteRule> Rules(RoutingContext context, Route route)
    {
        string?[] methods = route.Match.Methods.Count == 0 ? [null] : [.. route.Match.Methods];
        var isPrefixRewrite = route.Rewrite != Route.NoRewrite && route.Match.Path is PathPattern.Prefix;
        return methods.Chunk(isPrefixRewrite ? 1 : HttpRouteLimits.Matches).Select(some => Rule(context, route, some));
    }

    private static HttpRouteRule Rule(RoutingContext context, Route route, string?[] methods)
    {
        var path = route.Match.Path is PathPattern.Prefix prefix
            ? new HttpPathMatch("PathPrefix", prefix.Stem.Length == 0 ? "/" : prefix.Stem)
            : new HttpPathMatch("Exact", route.Match.Path.Path);
        var headers = route.Match.Headers.Count == 0 ? null : route.Match.Headers.Select(header => new HttpHeaderMatch("Exact", header.Key, header.Value)).ToArray();
        return new()
        {
            Matches = [.. methods.Select(method => new HttpRouteMatch(path, method, headers))],
            Filters = route.Rewrite == Route.NoRewrite ? null : [new("URLRewrite", new(Modifier(route)))],
            BackendRefs = [.. route.Backends.Select(backend => new HttpBackend(backend.Workload, context.Port(backend.Workload), backend.Weight.In(context.Environment)))],
            // Left out, an implementation's own limit would apply; zero is none.
            Timeouts = new(Duration.Format(route.Timeout.In(context.Environment))),
        };
    }

    private static HttpPathModifier Modifier(Route route) => route.Match.Path is PathPattern.Prefix
        ? new("ReplacePrefixMatch", route.Rewrite.Length > 1 ? route.Rewrite.TrimEnd('/') : "/", null)
        : new("ReplaceFullPath", null, route.Rewrite);
}
