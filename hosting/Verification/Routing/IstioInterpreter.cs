using System.Text.RegularExpressions;
using Parity.Model;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Routing;

/// <summary>Gateway and VirtualService objects as Istio's gateways (Envoy) take them.</summary>
internal sealed class IstioInterpreter : IRouteInterpreter
{
    private readonly string[] exposed;
    private readonly (string Host, Rule[] Rules)[] hosts;

    public IstioInterpreter(IEnumerable<KubeObject> objects)
    {
        var gateways = objects.Where(each => each is { Kind: "Gateway", Group: "networking.istio.io" }).ToArray();
        // Requests are taken to come over TLS where a server only redirects: Server.tls.httpsRedirect.
        exposed = [.. gateways.SelectMany(gateway => gateway.Spec!.Items("servers")).Where(server => server.Text("tls", "httpsRedirect") != "true").SelectMany(server => Texts(server, "hosts"))];
        hosts = [.. from service in objects.Where(each => each.Kind == "VirtualService")
                    where Texts(service.Spec!.Only("hosts", "gateways", "http"), "gateways").Any(name => gateways.Any(gateway => gateway.Name == name))
                    let rules = service.Spec!.Items("http").Select(Rule.Of).ToArray()
                    from host in Texts(service.Spec!, "hosts")
                    select (host, rules)];
        // "order of merging is undefined" for several VirtualServices of one host:
        // https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services
        if (hosts.GroupBy(each => each.Host).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataException($"Host '{twice.Key}' has several VirtualServices, whose order is undefined.");
    }

    public Outcome Answer(RouteRequest request)
    {
        var host = RequestedHost.Of(request);
        // https://istio.io/latest/docs/reference/config/networking/gateway/#Server: hosts exposed by this gateway.
        if (!exposed.Any(pattern => RequestedHost.MatchesSuffix(pattern, host))) return Outcome.NotFound;
        // One virtual host is chosen before any route is looked at: exact, then the longest suffix, then "*".
        // https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-virtualhost
        var chosen = hosts.Where(each => RequestedHost.MatchesSuffix(each.Host, host)).OrderByDescending(each => each.Host.StartsWith('*') ? each.Host.Length : int.MaxValue).FirstOrDefault();
        // https://istio.io/latest/docs/reference/config/networking/mesh/ (pathNormalization, BASE by default): RFC 3986 and backslashes.
        var path = RequestPath.Normalize(request.Path);
        // "The first rule matching an incoming request is used."
        // https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-http
        foreach (var rule in chosen.Rules ?? [])
        {
            // One of the match blocks has to hold, all conditions of it together: #HTTPRoute-match
            if (rule.Matches.Length == 0) return rule.Forward(path, null);
            foreach (var match in rule.Matches)
            {
                if (match.Holds(request, path)) return rule.Forward(path, match.Uri);
            }
        }

        return Outcome.NotFound;
    }

    private static IEnumerable<string> Texts(Node node, string field) => node.Items(field).OfType<Scalar>().Select(scalar => scalar.Value);

    private sealed record Rule(Match[] Matches, string? Rewrite, (string Workload, int Weight)[] Destinations, TimeSpan Timeout, int Retries)
    {
        public static Rule Of(Node node)
        {
            node.Only("name", "match", "rewrite", "route", "timeout", "retries");
            var destinations = node.Items("route").Select(route => (route.Only("destination", "weight").At("destination")!.Required("host"), route.Number("weight", 0))).ToArray();
            return new(
                [.. node.Items("match").Select(Match.Of)],
                node.At("rewrite")?.Only("uri").Text("uri"),
                // A single destination gets everything, whatever its weight: #HTTPRouteDestination-weight
                destinations is [var (only, _)] ? [(only, 1)] : destinations,
                // "Timeout for HTTP requests, default is disabled": #HTTPRoute-timeout
                node.Duration("timeout"),
                // Without a policy Istio retries twice: https://istio.io/latest/docs/concepts/traffic-management/#retries
                node.At("retries") is { } retries ? retries.Only("attempts", "retryOn").Number("attempts", 2) : 2);
        }

        // "replaces the path (or the prefix) portion of the URI": #HTTPRewrite-uri. An exact match is replaced as a whole.
        public Outcome.Forwarded Forward(string path, Text? uri) => new Outcome.Forwarded(
            Outcome.InLowestTerms(Destinations),
            Rewrite is null ? path : uri is { Kind: "prefix" } ? Rewrite + path[uri.Value.Length..] : uri is null ? Rewrite + path[1..] : Rewrite,
            Timeout,
            Retries);
    }

    private sealed record Match(Text? Uri, Text? Method, (string Name, Text Value)[] Headers)
    {
        public static Match Of(Node node)
        {
            node.Only("uri", "method", "headers");
            return new(Text.Of(node.At("uri")), Text.Of(node.At("method")), [.. node.Entries("headers").Select(header => (header.Key, Text.Of(header.Value)!))]);
        }

        // https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
        public bool Holds(RouteRequest request, string path) =>
            (Uri?.Holds(path) ?? true)
            && (Method?.Holds(request.Method) ?? true)
            && Headers.All(header => request.Header(header.Name) is { } value && header.Value.Holds(value));
    }

    /// <summary>Exact, a prefix by letters, or an RE2 expression for the whole: #StringMatch; case counts.</summary>
    private sealed record Text(string Kind, string Value)
    {
        public static Text? Of(Node? node) => node?.Only("exact", "prefix", "regex").Entries().ToArray() switch
        {
            null => null,
            [(var kind, Scalar value)] => new(kind, value.Value),
            _ => throw new InvalidDataException($"line {node.Line}: a string match has exactly one of exact, prefix and regex."),
        };

        public bool Holds(string text) => Kind switch
        {
            "exact" => text == Value,
            "prefix" => text.StartsWith(Value, StringComparison.Ordinal),
            _ => Regex.IsMatch(text, $@"\A(?:{Value})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking),
        };
    }
}
