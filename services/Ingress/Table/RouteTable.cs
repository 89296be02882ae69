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

    /// <summary>Position of the route that takes the request, -1 where none does.</summary>
    public int Match(HttpRequest request, string path)
    {
        var position = 0;
        while (position < Routes.Count && !Routes[position].Matches(request, path)) position++;
        return position < Routes.Count ? position : -1;
    }

    private sealed record Document(List<RouteEntry>? Routes);
}
