namespace Parity.Model;

/// <summary>What a request must look like for a route; becomes a <see cref="Route"/> with <see cref="To"/>.</summary>
/// <param name="Host">Hosts answered for.</param>
/// <param name="Path">Paths answered for.</param>
/// <param name="Methods">Methods allowed; none named means every method.</param>
/// <param name="Headers">Headers that must all have exactly these values; names have no case.</param>
public sealed record RouteMatch(HostPattern Host, PathPattern Path, Sequence<string> Methods, Map<string, string> Headers)
{
    /// <summary>Only requests for this host, <c>shop.example.com</c> or <c>*.example.com</c>.</summary>
    public RouteMatch OnHost(string host) => this with { Host = HostPattern.Parse(host) };

    /// <summary>Only these methods, in capitals.</summary>
    public RouteMatch ForMethods(params IEnumerable<string> methods) => this with { Methods = [.. Methods, .. methods] };

    /// <summary>Only requests in which <paramref name="name"/> is exactly <paramref name="value"/>.</summary>
    public RouteMatch WithHeader(string name, string value) => this with { Headers = Headers.With(name, value) };

    /// <summary>The route that sends what matches to <paramref name="workload"/>; further backends with <c>AndTo</c>.</summary>
    public Route To(string workload, int weight = 1) => new()
    {
        Name = RouteName.Of(this),
        Match = this,
        Rewrite = Route.NoRewrite,
        Timeout = Declared.Everywhere(Route.NoTimeout),
        Retries = 0,
        Backends = [new Backend(workload, weight)],
    };

    /// <summary>Whether <paramref name="request"/> falls under all four conditions.</summary>
    public bool Matches(RouteRequest request) =>
        Host.Matches(request.Host)
        && Path.Matches(RequestPath.Normalize(request.Path))
        && (Methods.Count == 0 || Methods.Contains(request.Method, StringComparer.Ordinal))
        && Headers.All(header => request.Header(header.Key) == header.Value);

    /// <summary>The Gateway API's order of precedence: host, path, method, number of headers.</summary>
    internal (int Host, int Path, int Method, int Headers) Rank => (Host.Rank, Path.Rank, Methods.Count > 0 ? 1 : 0, Headers.Count);
}
