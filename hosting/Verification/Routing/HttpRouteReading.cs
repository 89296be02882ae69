using Parity.Model;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Routing;

/// <summary>One rule of an HTTPRoute: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule</summary>
internal sealed record HttpRouteRuleReading(HttpRouteMatchReading[] Matches, Node? Modifier, (string Workload, int Weight)[] Backends, TimeSpan Timeout)
{
    public static HttpRouteRuleReading Of(Node node)
    {
        node.Only("matches", "filters", "backendRefs", "timeouts");
        var filters = node.Items("filters").Select(filter => filter.Only("type", "urlRewrite").At("urlRewrite")!.Only("path").At("path")!).ToArray();
        if (filters.Length > 1) throw new InvalidDataException($"line {node.Line}: a rule has at most one URLRewrite.");
        return new(
            [.. node.Items("matches").Select(HttpRouteMatchReading.Of)],
            filters.SingleOrDefault(),
            // "Weight defaults to 1": #httpbackendref
            [.. node.Items("backendRefs").Select(backend => (backend.Only("name", "port", "weight").Required("name"), backend.Number("weight", 1)))],
            // Zero disables it, and it covers the whole request: #httproutetimeouts
            node.Duration("timeouts", "request"));
    }

    // The table of replacePrefixMatch: https://gateway-api.sigs.k8s.io/reference/spec/#httppathmodifier
    public string PathFor(string path, HttpRouteMatchReading match) => Modifier?.Required("type") switch
    {
        null => path,
        "ReplaceFullPath" => Modifier.Required("replaceFullPath"),
        _ => Join(Modifier.Required("replacePrefixMatch"), path[match.Path.TrimEnd('/').Length..]),
    };

    private static string Join(string replacement, string rest) => replacement.TrimEnd('/') + rest is { Length: > 0 } path ? path : "/";
}

/// <summary>Conditions that all have to hold: https://gateway-api.sigs.k8s.io/reference/spec/#httproutematch</summary>
internal sealed record HttpRouteMatchReading(bool IsExact, string Path, string? Method, (string Name, string Value)[] Headers)
{
    public static HttpRouteMatchReading Of(Node node)
    {
        node.Only("path", "method", "headers");
        return new(
            node.At("path")!.Required("type") switch { "Exact" => true, "PathPrefix" => false, var other => throw new InvalidDataException($"line {node.Line}: path type '{other}' is not interpreted.") },
            node.At("path")!.Required("value"),
            node.Text("method"),
            [.. node.Items("headers").Select(header => (header.Only("type", "name", "value").Required("name"), header.Required("value")))]);
    }

    // "Matches based on a URL path prefix split by /", case-sensitive, element by element; "/abc" and "/abc/" match alike: #pathmatchtype
    public bool Holds(RouteRequest request, string path) =>
        (IsExact ? path == Path : $"{path}/".StartsWith($"{Path.TrimEnd('/')}/", StringComparison.Ordinal))
        && (Method is null || Method == request.Method)
        && Headers.All(header => request.Header(header.Name) == header.Value);
}
