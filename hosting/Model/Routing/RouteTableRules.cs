using System.Text.RegularExpressions;

namespace Parity.Model;

/// <summary>What a route table must keep to; every breach is reported, in the order written.</summary>
public static partial class RouteTableRules
{
    private const int LargestWeight = 1_000_000;

    // Gateway API, HTTPMethod.
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    /// <summary>All breaches of the table: of single routes first, then between routes.</summary>
    public static IEnumerable<Diagnostic> Check(this RouteTable table) => table.Check(_ => "");

    /// <summary>The same, where the routes have a place: <paramref name="place"/> begins the subject of what is wrong with the route at an index.</summary>
    public static IEnumerable<Diagnostic> Check(this RouteTable table, Func<int, string> place)
    {
        var routes = table.Routes.Select((route, index) => (Route: route, Subject: $"{place(index)}route '{route.Name}'")).ToArray();
        foreach (var (route, subject) in routes)
        {
            foreach (var (code, message, remedy) in Breaches(route))
                yield return Diagnostic.Error(code, subject, message, remedy);
        }

        foreach (var twin in routes.GroupBy(entry => entry.Route.Name).Where(group => group.Count() > 1))
            yield return Diagnostic.Error("ROUTE-006", twin.Last().Subject, $"{twin.Count()} routes have this name.", "Give each its own with .Named(\"…\").");
        foreach (var ((first, _), (_, subject)) in Rivals(routes))
        {
            yield return Diagnostic.Error("ROUTE-007", subject, $"it asks for the same requests as route '{first.Name}' ({first.Match.Path} on {first.Match.Host}).",
                "Remove one, or tell them apart with .OnHost, .ForMethods or .WithHeader; to share the traffic use one route with .AndTo(workload, weight).");
        }
    }

    private static IEnumerable<(string Code, string Message, string Remedy)> Breaches(Route route)
    {
        var match = route.Match;
        if (!IsPath(match.Path.Path))
            yield return ("ROUTE-001", $"the path '{match.Path.Path}' is not one a request can have.", "Write it from the first slash, without query, '//', '/./' or '/../': Route.Prefix(\"/api\").");
        if (!match.Host.IsValid)
            yield return ("ROUTE-002", $"the host '{match.Host}' is not a DNS name.", "Use .OnHost(\"shop.example.com\") or .OnHost(\"*.example.com\"), without scheme and port.");
        foreach (var method in match.Methods.Where(method => !Methods.Contains(method, StringComparer.Ordinal)))
            yield return ("ROUTE-003", $"'{method}' is not a method that every target knows.", $".ForMethods takes {string.Join(", ", Methods)}.");
        foreach (var (name, value) in match.Headers.Where(header => !HeaderName().IsMatch(header.Key) || !HeaderValue().IsMatch(header.Value)))
            yield return ("ROUTE-004", $"the header '{name}: {value}' cannot be in a request.", "Use .WithHeader(\"x-name\", \"value\") with a token for the name and a non-empty value of visible letters.");
        foreach (var twin in match.Headers.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return ("ROUTE-004", $"the header '{twin.Key}' stands twice; header names have no case.", "Keep one .WithHeader for it.");
        if (SumsOf(route).Any(sum => sum <= 0) || route.Backends.Any(backend => backend.Weight.All.Any(weight => weight is < 0 or > LargestWeight)))
            yield return ("ROUTE-005", "its backends cannot share its requests by their weights.", $"Weights go from 0 to {LargestWeight:N0}, and one at least is above 0: .To(\"workload\", weight: 9).AndTo(\"other\", weight: 1).");
        foreach (var twin in route.Backends.GroupBy(backend => backend.Workload).Where(group => group.Count() > 1))
            yield return ("ROUTE-005", $"the backend '{twin.Key}' stands twice.", "Add its weights up in one .To or .AndTo.");
        foreach (var timeout in route.Timeout.All.Where(timeout => timeout < TimeSpan.Zero || timeout.Ticks % TimeSpan.TicksPerMillisecond != 0).Distinct())
            yield return ("ROUTE-008", $"the timeout {timeout} is not a whole number of milliseconds from 0 on.", "Use .WithTimeout(TimeSpan.FromSeconds(5)), or leave it out for none.");
        if (route.Retries is < 0 or > 10)
            yield return ("ROUTE-009", $"{route.Retries} retries are not between 0 and 10.", "Use .WithRetries(2).");
        else if (route.Retries > 0 && match.Methods.Count > 0 && !match.Methods.Intersect(Route.Repeatable).Any())
            yield return ("ROUTE-009", $"it declares retries but allows only {string.Join(", ", match.Methods)}, which are never repeated.", "Remove .WithRetries.");
        if (!route.Presence.All.Contains(true))
            yield return ("ROUTE-015", "it is served in no environment.", "Serve it somewhere in .WithPresence, or remove it.");
        if (route.Rewrite != Route.NoRewrite && !IsPath(route.Rewrite))
            yield return ("ROUTE-010", $"'{route.Rewrite}' is not a path to rewrite to.", "Write it from the first slash: .WithRewrite(\"/\").");
    }

    // One of each environment that a weight names, or one for all.
    private static IEnumerable<long> SumsOf(Route route)
    {
        var environments = route.Backends.Select(backend => backend.Weight).OfType<Declared<int>.Differing>().SelectMany(weight => weight.Values.Keys).Distinct();
        return environments.DefaultIfEmpty("").Select(environment => route.Backends.Sum(backend => (long)backend.Weight.InOrAny(environment)));
    }

    // Equal precedence is not enough: two header conditions may both hold, and then the order written decides. The same conditions always do.
    private static IEnumerable<((Route Route, string Subject) First, (Route Route, string Subject) Second)> Rivals((Route Route, string Subject)[] table)
    {
        foreach (var sameConditions in table.GroupBy(entry => Conditions(entry.Route)))
        {
            var routes = sameConditions.ToArray();
            for (var second = 1; second < routes.Length; second++)
            {
                var first = Array.FindIndex(routes, 0, second, entry => Overlap(entry.Route.Match.Methods, routes[second].Route.Match.Methods));
                if (first >= 0) yield return (routes[first], routes[second]);
            }
        }
    }

    private static (HostPattern Host, string Path, Sequence<string> Headers) Conditions(Route route) =>
        (route.Match.Host, route.Match.Path.ToString(), route.Match.Headers.Select(header => $"{header.Key.ToLowerInvariant()}:{header.Value}").Order(StringComparer.Ordinal).ToSequence());

    private static bool Overlap(Sequence<string> one, Sequence<string> other) =>
        (one.Count == 0 && other.Count == 0) || one.Intersect(other).Any();

    // The values HTTPPathMatch of the Gateway API refuses, and what cannot stand in a request line.
    private static bool IsPath(string path) =>
        Path().IsMatch(path) && RequestPath.Normalize(path) == path && !path.Contains("//", StringComparison.Ordinal)
        && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^[\x21-\x7e](?:[\x20-\x7e]{0,4094}[\x21-\x7e])?$")]
    private static partial Regex HeaderValue();
}
