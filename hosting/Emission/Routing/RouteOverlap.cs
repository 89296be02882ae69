using Parity.Model;

namespace Parity.Emission;

/// <summary>Which requests two routes share. Hosts are not looked at: the routes are those of one host and of a wider one.</summary>
internal static class RouteOverlap
{
    /// <summary>Whether more than host and path decides.</summary>
    public static bool IsGuarded(Route route) => route.Match.Methods.Count > 0 || route.Match.Headers.Count > 0;

    /// <summary>Whether every request of <paramref name="route"/> is one of <paramref name="special"/>.</summary>
    public static bool Hides(Route special, Route route) =>
        Covers(special.Match.Path, route.Match.Path)
        && (special.Match.Methods.Count == 0 || (route.Match.Methods.Count > 0 && !route.Match.Methods.Except(special.Match.Methods).Any()))
        && special.Match.Headers.All(header => ValueOf(route, header.Key) == header.Value);

    /// <summary>Whether a request can be one of both.</summary>
    public static bool Meet(Route one, Route other) =>
        (Covers(one.Match.Path, other.Match.Path) || Covers(other.Match.Path, one.Match.Path))
        && (one.Match.Methods.Count == 0 || other.Match.Methods.Count == 0 || one.Match.Methods.Intersect(other.Match.Methods).Any())
        && one.Match.Headers.All(header => ValueOf(other, header.Key) is not { } value || value == header.Value);

    private static bool Covers(PathPattern wide, PathPattern path) => (wide, path) switch
    {
        (PathPattern.Prefix prefix, PathPattern.Prefix longer) => prefix.Matches(longer.Stem.Length == 0 ? "/" : longer.Stem),
        (PathPattern.Exact, PathPattern.Prefix) => false,
        _ => wide.Matches(path.Path),
    };

    private static string? ValueOf(Route route, string header) =>
        route.Match.Headers.Where(entry => entry.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Value).FirstOrDefault();
}
