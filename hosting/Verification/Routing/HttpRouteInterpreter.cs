using Parity.Model;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Routing;

/// <summary>HTTPRoute objects by the Gateway API's reference: https://gateway-api.sigs.k8s.io/reference/spec/#httproute</summary>
/// <param name="objects">Gateways and routes.</param>
/// <param name="fallsThrough">Whether rules of wider hostnames are asked as well. The reference does not say; a proxy with virtual hosts does not:
/// https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-virtualhost</param>
internal sealed class HttpRouteInterpreter(IReadOnlyCollection<KubeObject> objects, bool fallsThrough) : IRouteInterpreter
{
    // Ties between routes go to the older one, then by "{namespace}/{name}", then to the first rule of a route:
    // https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule (matches). Objects that are applied together are equally old.
    private readonly (string Host, HttpRouteRuleReading Rule, HttpRouteMatchReading Match)[] matches =
        [.. from route in objects.Where(each => each.Kind == "HTTPRoute").OrderBy(each => $"{each.Namespace}/{each.Name}", StringComparer.Ordinal)
            where IsAttached(route, objects)
            let hosts = route.Spec!.Only("parentRefs", "hostnames", "rules").Items("hostnames").OfType<Scalar>().Select(host => host.Value).ToArray()
            from rule in route.Spec!.Items("rules").Select(HttpRouteRuleReading.Of)
            from host in hosts.Length == 0 ? [""] : hosts
            from match in rule.Matches
            select (host, rule, match)];

    public Outcome Answer(RouteRequest request)
    {
        var host = RequestedHost.Of(request);
        var path = RequestPath.Normalize(request.Path);
        // "*.example.com" is a suffix match over any number of labels: https://gateway-api.sigs.k8s.io/reference/spec/#hostname
        var asked = matches.Where(each => RequestedHost.MatchesSuffix(each.Host, host)).ToArray();
        // Characters in a matching non-wildcard hostname, then in a matching hostname: #httproutespec (hostnames)
        var hosts = asked.Select(each => each.Host).Distinct().OrderByDescending(each => each.Length > 0 && each[0] != '*' ? each.Length : 0).ThenByDescending(each => each.Length).Take(fallsThrough ? int.MaxValue : 1).ToList();
        var (_, rule, match) = asked
            .Where(each => hosts.Contains(each.Host) && each.Match.Holds(request, path))
            .OrderBy(each => hosts.IndexOf(each.Host))
            // Exact path, longest prefix, method, number of headers: #httprouterule (matches)
            .ThenByDescending(each => each.Match.IsExact)
            .ThenByDescending(each => each.Match.Path.TrimEnd('/').Length)
            .ThenByDescending(each => each.Match.Method is not null)
            .ThenByDescending(each => each.Match.Headers.Length)
            .FirstOrDefault();
        // "If no rules match a request, an HTTP 404 status code MUST be returned": #httproutespec (rules)
        return match is null ? Outcome.NotFound : new Outcome.Forwarded(Outcome.InLowestTerms(rule.Backends), rule.PathFor(path, match), rule.Timeout, 0);
    }

    // A route works through the Gateway it names: #parentreference. Its listeners take every host here.
    private static bool IsAttached(KubeObject route, IEnumerable<KubeObject> objects) =>
        route.Spec!.Items("parentRefs").Any(parent => objects.Any(each => each is { Kind: "Gateway", Group: "gateway.networking.k8s.io" } && each.Name == parent.Required("name")));
}
