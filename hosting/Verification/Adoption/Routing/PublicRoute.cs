namespace Parity.Verification.Adoption.Routing;

/// <summary>One way from outside to a Service, in whatever kind of object it was written.</summary>
/// <param name="Match">The path as it is compared and shown: /x a prefix, = /x exactly, ~ x a pattern; with method and headers.</param>
/// <param name="Port">The port's number or name as written; empty where left out.</param>
/// <param name="Details">timeout, retries.attempts, rewrite …: what is done with the request.</param>
internal sealed record PublicRoute(string Match, string Service, string Port, IReadOnlyDictionary<string, string> Details, Sources.KubeObject Source, int Line)
{
    /// <summary>Whether this workload gets the most of the requests; of several with the same weight the first by name does.</summary>
    public bool IsPrincipal { get; init; } = true;

    /// <summary>The name among these that gets the most, given each with its weight.</summary>
    public static string PrincipalOf(IEnumerable<(string Name, string? Weight)> backends) =>
        backends.GroupBy(each => each.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Weight: group.Sum(each => int.TryParse(each.Weight, System.Globalization.CultureInfo.InvariantCulture, out var weight) ? weight : 1)))
            .OrderByDescending(each => each.Weight).ThenBy(each => each.Name, StringComparer.Ordinal).Select(each => each.Name).FirstOrDefault() ?? "";
}

/// <summary>How an environment is entered: the kinds of routing object, hosts, encryption, and the routes in order.</summary>
internal sealed class EntryPoint
{
    public SortedSet<string> Kinds { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Hosts { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Classes { get; } = new(StringComparer.Ordinal);

    public bool IsEncrypted { get; set; }

    /// <summary>Whether who comes by http is sent to https.</summary>
    public bool IsRedirected { get; set; }

    /// <summary>Whether that is written down, and not left to the controller.</summary>
    public bool SaysRedirected { get; set; }

    public List<PublicRoute> Routes { get; } = [];

    /// <summary>Which Service answers under which host.</summary>
    public HashSet<(string Host, string Service)> Served { get; } = [];

    /// <summary>Adds a route unless an earlier one takes all that it matches.</summary>
    public void Add(PublicRoute route)
    {
        if (!Routes.Any(each => each.Match == route.Match && each.Service == route.Service)) Routes.Add(route);
    }

    /// <summary>Leaves out what another route says too: the exact path beside the prefix that takes it to the same place in the same way.</summary>
    public void Settle() => Routes.RemoveAll(exact => exact.Match.StartsWith("= ", StringComparison.Ordinal) && Routes.Any(prefix => prefix.Match == exact.Match[2..] && prefix.Service == exact.Service
        && prefix.Details.Count == exact.Details.Count && prefix.Details.All(detail => exact.Details.GetValueOrDefault(detail.Key) == detail.Value)));

    /// <summary>Notes that a Service answers under these hosts.</summary>
    public void Serve(IEnumerable<string?> hosts, string service)
    {
        foreach (var host in hosts)
            if (host is { Length: > 0 } and not "*") Served.Add((host, service));
    }

    public void AddHosts(IEnumerable<string?> hosts)
    {
        foreach (var host in hosts)
            if (host is { Length: > 0 } and not "*") Hosts.Add(host.Contains('/', StringComparison.Ordinal) ? host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..] : host);
    }
}
