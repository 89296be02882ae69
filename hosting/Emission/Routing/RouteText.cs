using Parity.Model;

namespace Parity.Emission;

/// <summary>Routes as a person reads them, noted where the objects of an ingress cannot say all of a route.</summary>
internal static class RouteText
{
    // All annotations of an object together may have 256 KiB.
    private const int Longest = 100_000;

    public static string Of(RouteTable table, string environment)
    {
        var text = string.Join('\n', table.Routes.Select(route => Of(route, environment)));
        return text.Length <= Longest ? text : $"too many to list; their hash is {ContentHash.Of(text)}";
    }

    // catalog: GET shop.example.com /api/catalog/* x-beta=1 -> catalog:9, catalog-next:1 at /v2, 5s, 1 retry
    private static string Of(Route route, string environment)
    {
        string[] match =
        [
            .. route.Match.Methods.Count == 0 ? [] : new[] { string.Join('|', route.Match.Methods) },
            route.Match.Host.ToString(),
            route.Match.Path is PathPattern.Prefix ? $"{route.Match.Path.Path} and below" : route.Match.Path.Path,
            .. route.Match.Headers.Select(header => $"{header.Key}={header.Value}"),
        ];
        var rewrite = route.Rewrite == Route.NoRewrite ? "" : $" at {route.Rewrite}";
        var timeout = route.Timeout.In(environment) is var limit && limit == Route.NoTimeout ? "" : $", {Duration.Format(limit)}";
        var retries = route.Retries == 0 ? "" : $", {route.Retries} retries";
        return $"{route.Name}: {string.Join(' ', match)} -> {string.Join(", ", route.Backends.Select(backend => $"{backend.Workload}:{backend.Weight.In(environment)}"))}{rewrite}{timeout}{retries}";
    }
}
