using System.Text.Json;

namespace Ingress.Table;

/// <summary>The routes as the model writes them, from first to last in precedence.</summary>
internal sealed class RouteTable(IEnumerable<RouteEntry> routes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Host, path, method, number of headers, then the order written (Gateway API, HTTPRouteRule.matches).</summary>
    public IReadOnlyList<RouteEntry> Routes { get; } =
        [.. routes.OrderByDescending(route => (HostPattern.Rank(route.Host), route.Path.Rank, route.Methods.Count > 0, route.Headers.Count))];

    public static RouteTable Read(string json)
    {
        var document = JsonSerializer.Deserialize<Document>(json, Json);
        return new(document?.Routes ?? throw new JsonException("The document has no \"routes\"."));
    }

    public RouteEntry? Match(HttpRequest request, string path) =>
        Routes.FirstOrDefault(route => route.Matches(request, path));

    private sealed record Document(List<RouteEntry>? Routes);
}
