using System.Globalization;
using Parity.Model;

namespace Parity.Emission;

/// <summary>The Gateway API means what the model means; only retries it cannot say in its standard channel.</summary>
internal static class HttpRouteRenderer
{
    private const string ApiVersion = "gateway.networking.k8s.io/v1";
    private const string GatewayName = "routes";

    // HTTPRouteSpec.rules: maxItems 16; HTTPRouteRule.matches: 64.
    private const int RulesPerObject = 16;

    public static Rendering Render(RoutingContext context, IngressKind.Gateway gateway)
    {
        if (context.Table.Routes.Count == 0) return new([], []);
        var diagnostics = context.Table.Routes.Where(route => route.Retries > 0)
            .Select(route => RouteFeature.Unsaid(context, route, RouteFeature.Retries, "the standard channel of the Gateway API has no retries", "failed requests are not repeated")).ToSequence();
        if (diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error)) return new([], diagnostics);

        var listeners = new List<GatewayListener> { new("http", 80, "HTTP", null) };
        if (context.TlsSecret.Length > 0) listeners.Add(new("https", 443, "HTTPS", new("Terminate", [new(context.TlsSecret)])));
        var objects = new List<Emitted>
        {
            new("routes/gateway", new CustomObject<GatewaySpec>(ApiVersion, "Gateway", context.Metadata(GatewayName), new(gateway.Class, listeners))),
        };
        foreach (var host in context.Hosts) objects.AddRange(Objects(context, host));
        return new([.. objects], diagnostics);
    }

    private static IEnumerable<Emitted> Objects(RoutingContext context, HostPattern host)
    {
        // Between objects the one that was made first wins, then the name: the number keeps the order written.
        var chunks = context.Table.ByPrecedence.Where(route => route.Match.Host == host).Chunk(RulesPerObject).ToArray();
        for (var i = 0; i < chunks.Length; i++)
        {
            var name = RoutingContext.NameFor(host) + (chunks.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{i:d3}"));
            yield return new($"routes/httproute-{name}", new CustomObject<HttpRouteSpec>(
                ApiVersion, "HTTPRoute", context.Metadata(name),
                new([new(GatewayName)], host is HostPattern.Any ? null : [host.ToString()], [.. chunks[i].Select(route => Rule(context, route))])));
        }
    }

    private static HttpRouteRule Rule(RoutingContext context, Route route)
    {
        var path = route.Match.Path is PathPattern.Prefix prefix
            ? new HttpPathMatch("PathPrefix", prefix.Stem.Length == 0 ? "/" : prefix.Stem)
            : new HttpPathMatch("Exact", route.Match.Path.Path);
        var headers = route.Match.Headers.Count == 0 ? null : route.Match.Headers.Select(header => new HttpHeaderMatch("Exact", header.Key, header.Value)).ToArray();
        string?[] methods = route.Match.Methods.Count == 0 ? [null] : [.. route.Match.Methods];
        return new()
        {
            Matches = [.. methods.Select(method => new HttpRouteMatch(path, method, headers))],
            Filters = route.Rewrite == Route.NoRewrite ? null : [new("URLRewrite", new(Modifier(route)))],
            BackendRefs = [.. route.Backends.Select(backend => new HttpBackend(backend.Workload, context.Port(backend.Workload), backend.Weight))],
            Timeouts = new(Duration.Format(route.Timeout)),
        };
    }

    private static HttpPathModifier Modifier(Route route) => route.Match.Path is PathPattern.Prefix
        ? new("ReplacePrefixMatch", route.Rewrite.Length > 1 ? route.Rewrite.TrimEnd('/') : "/", null)
        : new("ReplaceFullPath", null, route.Rewrite);
}
