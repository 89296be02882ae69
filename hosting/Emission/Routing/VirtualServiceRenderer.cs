using System.Globalization;
using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// Istio says everything that a route means, but not by itself: it takes the first match instead of the best, a prefix by letters
/// instead of segments, retries twice unless told otherwise, and looks only at the routes of the most special host.
/// </summary>
internal static class VirtualServiceRenderer
{
    private const string ApiVersion = "networking.istio.io/v1";
    private const string GatewayName = "routes";
    private const string RetryOn = "connect-failure,refused-stream,gateway-error";

    public static Rendering Render(RoutingContext context, IngressKind.Istio istio)
    {
        if (context.Table.Routes.Count == 0) return new([], []);
        string[] hosts = [.. context.Hosts.Select(host => host.ToString())];
        IstioTls? redirect = context.TlsSecret.Length == 0 ? null : new(null, null, true);
        var servers = new List<IstioServer> { new(new(80, "http", "HTTP"), hosts, redirect) };
        if (redirect is not null) servers.Add(new(new(443, "https", "HTTPS"), hosts, new("SIMPLE", context.TlsSecret, null)));
        var gateway = new Emitted("routes/gateway", new CustomObject<IstioGatewaySpec>(
            ApiVersion, "Gateway", context.Metadata(GatewayName), new(new Dictionary<string, string> { ["istio"] = istio.Selector }, servers)));
        var services = context.Hosts.Select(host =>
        {
            var name = RoutingContext.NameFor(host);
            return new Emitted($"routes/virtualservice-{name}", new CustomObject<VirtualServiceSpec>(
                ApiVersion, "VirtualService", context.Metadata(name),
                new([host.ToString()], [GatewayName], [.. context.RoutesUnder(host).SelectMany(route => Rules(context, route).Select(Numbered))])));
        });
        return new([gateway, .. services], []) { Backends = [.. context.Table.Workloads] };
    }

    // Rules of one route are called by it, each by a name of its own.
    private static VirtualServiceRule Numbered(VirtualServiceRule rule, int index) => index == 0 ? rule : rule with { Name = string.Create(CultureInfo.InvariantCulture, $"{rule.Name}-{index + 1}") };

    // Retries concern a part of the methods, a rewrite a part of the paths; each part is a rule of its own.
    private static IEnumerable<VirtualServiceRule> Rules(RoutingContext context, Route route)
    {
        foreach (var (methods, retries) in ByRetries(route))
        {
            var parts = Paths(route).ToArray();
            if (route.Rewrite == Route.NoRewrite) yield return Rule(context, route, methods, retries, [.. parts.Select(part => part.Uri)], null);
            else
            {
                foreach (var (uri, rewrite) in parts) yield return Rule(context, route, methods, retries, [uri], rewrite);
            }
        }
    }

    private static IEnumerable<(IReadOnlyCollection<string> Methods, int Retries)> ByRetries(Route route)
    {
        if (route.Retries == 0) return [(route.Match.Methods, 0)];
        string[] repeated = [.. route.Match.Methods.Count == 0 ? Route.Repeatable : route.Match.Methods.Intersect(Route.Repeatable)];
        string[] others = [.. route.Match.Methods.Except(Route.Repeatable)];
        if (repeated.Length == 0) return [(others, 0)];
        // Methods that are not named fall through to the second rule.
        if (route.Match.Methods.Count == 0) return [(repeated, route.Retries), ([], 0)];
        return others.Length == 0 ? [(repeated, route.Retries)] : [(repeated, route.Retries), (others, 0)];
    }

    private static IEnumerable<(StringMatch Uri, string? Rewrite)> Paths(Route route)
    {
        if (route.Match.Path is not PathPattern.Prefix prefix)
        {
            yield return (new(Exact: route.Match.Path.Path), route.Rewrite);
            yield break;
        }

        var replacement = route.Rewrite.TrimEnd('/');
        // "/api" by letters would match "/apifoo": the path itself and what begins with "/api/" are two matches.
        if (prefix.Stem.Length > 0) yield return (new(Exact: prefix.Stem), replacement.Length == 0 ? "/" : replacement);
        yield return (new(Prefix: prefix.Stem + "/"), replacement + "/");
    }

    private static VirtualServiceRule Rule(RoutingContext context, Route route, IReadOnlyCollection<string> methods, int retries, IEnumerable<StringMatch> uris, string? rewrite)
    {
        var method = methods.Count switch
        {
            0 => null,
            1 => new StringMatch(Exact: methods.Single()),
            _ => new StringMatch(Regex: string.Join('|', methods.Order(StringComparer.Ordinal))),
        };
        // Keys are looked up in lower case: HTTPMatchRequest.headers.
        var headers = route.Match.Headers.Count == 0 ? null : route.Match.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => new StringMatch(Exact: header.Value));
        return new()
        {
            Name = route.Name,
            Match = [.. uris.Select(uri => new VirtualServiceMatch(uri, method, headers))],
            Rewrite = rewrite is null ? null : new(rewrite),
            Route = [.. route.Backends.Select(backend => new VirtualServiceRoute(new(backend.Workload, new(context.Port(backend.Workload))), backend.Weight.In(context.Environment)))],
            // Istio's CRD refuses "0s"; no timeout is what it means by none.
            Timeout = route.Timeout.In(context.Environment) is var timeout && timeout == Route.NoTimeout ? null : Duration.Format(timeout),
            Retries = new(retries, retries == 0 ? null : RetryOn),
        };
    }
}
