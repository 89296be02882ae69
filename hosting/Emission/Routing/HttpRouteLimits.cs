using System.Globalization;
using Parity.Model;

namespace Parity.Emission;

/// <summary>How much an HTTPRoute holds (https://gateway-api.sigs.k8s.io/reference/spec/#httproute), and how a longer table is divided.</summary>
internal static class HttpRouteLimits
{
    /// <summary>Matches of a rule: 8 up to version 1.1, more later.</summary>
    public const int Matches = 8;

    private const int Rules = 16;
    private const int Headers = 16;
    private const int Backends = 16;

    /// <summary>
    /// Rules divided over objects. Path, method and number of headers decide across objects, but what is equal in all of them is decided
    /// by the objects' age before their names, which nobody controls: only within an object the order written holds. So equals stay together.
    /// </summary>
    public static IEnumerable<HttpRouteRule[]> Parts(HttpRouteTable table, Func<Route, IEnumerable<HttpRouteRule>> rulesOf)
    {
        var part = new List<HttpRouteRule>();
        foreach (var rivals in Rivals(table))
        {
            // Only the rivals need each other: the rules of one route never match the same request.
            HttpRouteRule[] rules = [.. rivals.SelectMany(rulesOf)];
            if (part.Count > 0 && part.Count + rules.Length > Rules)
            {
                yield return [.. part];
                part.Clear();
            }

            foreach (var full in rules.Chunk(Rules).SkipLast(rules.Length % Rules == 0 ? 0 : 1)) yield return full;
            part.AddRange(rules.Skip(rules.Length / Rules * Rules));
        }

        if (part.Count > 0) yield return [.. part];
    }

    /// <summary>What sorts after the part before it, also as text.</summary>
    public static string Number(int part) => string.Create(CultureInfo.InvariantCulture, $"{part + 1:d4}");

    public static IEnumerable<Diagnostic> Check(RoutingContext context)
    {
        foreach (var route in context.Table.Routes)
        {
            if (route.Retries > 0)
                yield return RouteFeature.Unsaid(context, route, RouteFeature.Retries, "the standard channel of the Gateway API has no retries", "failed requests are not repeated");
            if (route.Match.Headers.Count > Headers)
                yield return RouteFeature.Refused(context, route, RouteFeature.ManyHeaders, $"{route.Match.Headers.Count} headers are more than the {Headers} an HTTPRoute takes", "or ask for fewer headers");
            if (route.Backends.Count > Backends)
                yield return RouteFeature.Refused(context, route, RouteFeature.ManyBackends, $"{route.Backends.Count} backends are more than the {Backends} an HTTPRoute takes", "or share the requests among fewer workloads");
        }

        foreach (var host in context.Hosts)
        {
            var table = HttpRouteTable.Under(context, host);
            foreach (var (route, over) in table.Lost)
                yield return RouteFeature.Unsaid(context, route, RouteFeature.FallThrough, $"under {host} its longer or exact path would win over route '{over.Name}' of that host", $"it is not served under {host}");
            foreach (var rivals in Rivals(table).Where(rivals => rivals.Sum(RuleCount) > Rules && rivals.Length > 1))
                yield return RouteFeature.Unsaid(context, rivals[^1], RouteFeature.ManyRivals, $"it is the last of {rivals.Length} routes of equal precedence, and an HTTPRoute holds {Rules} rules", "which of them comes first is up to the gateway where a request has the headers of several");
        }
    }

    private static int RuleCount(Route route) => route.Rewrite != Route.NoRewrite && route.Match.Path is PathPattern.Prefix ? Math.Max(1, route.Match.Methods.Count) : 1;

    // Routes that are equal in all that decides and may yet take the same request. Without headers the methods of one host's routes tell them apart.
    private static IEnumerable<Route[]> Rivals(HttpRouteTable table) =>
        table.Served.GroupBy(route => (Path: route.Match.Path.ToString(), HasMethods: route.Match.Methods.Count > 0, Headers: route.Match.Headers.Count, Alone: route.Match.Headers.Count > 0 || table.IsMerged ? "" : route.Name))
            .Select(same => same.ToArray());
}
