using System.Globalization;
using System.Text.RegularExpressions;
using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Routing;
using Duration = Parity.Verification.Adoption.Meaning.Duration;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>The route table: the routes of the last environment that has any, since a model routes alike everywhere.</summary>
internal sealed partial class RouteScaffold(IReadOnlyList<Inventory> inventories, IReadOnlyList<EntryPoint> entries, ScaffoldNotes notes)
{
    // Ingress has no methods, headers and rewrites; where one of the environments is entered by it, they are no part of the model.
    private readonly bool isRich = entries.All(entry => entry.Kinds.Contains("Istio") || entry.Kinds.Contains("Gateway"));

    public RouteTable Build(Dictionary<string, Workload> workloads)
    {
        var routes = new List<Route>();
        var timeouts = new Dictionary<RouteMatch, TimeSpan?[]>();
        // The last environment first: where two say different things of a path, production's counts.
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            foreach (var found in entries[index].Routes)
            {
                var workload = Behind(inventories[index], found.Service);
                if (Read(inventories[index], found, workload, workloads) is not { } route) continue;
                if (!found.IsPrincipal && route.Backends.Count > 1) continue;
                var same = routes.FirstOrDefault(each => each.Match == route.Match);
                if (!timeouts.TryGetValue(route.Match, out var said)) timeouts[route.Match] = said = new TimeSpan?[entries.Count];
                // What a plain Ingress does not say is what the others say.
                said[index] = found.Details.ContainsKey("timeout") || entries[index].Kinds.Contains("Istio") ? route.Timeout.All.First() : TimeSpan.MinValue;
                if (same is null && routes.Any(each => each.Name == route.Name)) notes.Add(workload, "route", "another route of the model has this path and these methods: write it by hand and give it a name");
                else if (same is null)
                {
                    routes.Add(route);
                }
                else if (same with { Timeout = route.Timeout } != route)
                {
                    foreach (var backend in same.Backends.Concat(route.Backends)) notes.Add(inventories[index].Environment, backend.Workload, "route", $"the model routes alike everywhere: as in {inventories[^1].Environment}");
                }
            }
        }
        foreach (var inventory in inventories.Zip(entries).Where(each => each.Second.Kinds.Count == 0).Select(each => each.First))
            foreach (var backend in routes.SelectMany(route => route.Backends)) notes.Add(inventory.Environment, backend.Workload, "route", "the model routes alike everywhere");
        return RouteTable.Of(routes.Select(route => Declared(route, timeouts[route.Match])));
    }

    // Where it is served, and how long a request may take there: what was found in each environment. Without any route nothing is known of one.
    private Route Declared(Route route, TimeSpan?[] timeouts)
    {
        var usual = timeouts.LastOrDefault(each => each is not null && each != TimeSpan.MinValue) ?? Route.NoTimeout;
        return route with
        {
            Presence = ScaffoldBuilder.Declare([.. inventories.Select((each, index) => (ScaffoldBuilder.Label(each.Environment), timeouts[index] is not null || entries[index].Kinds.Count == 0))]),
            Timeout = ScaffoldBuilder.Declare([.. inventories.Select((each, index) => (ScaffoldBuilder.Label(each.Environment), timeouts[index] is { } own && own != TimeSpan.MinValue ? own : usual))]),
        };
    }

    /// <summary>The workload that a Service selects, or the Service's name.</summary>
    public static string Behind(Inventory inventory, string service) =>
        inventory.Services.FirstOrDefault(each => each.Name == service) is { } found && Alignment.Selected(inventory, found) is { Count: > 0 } selected
            ? selected.FirstOrDefault(each => each == service) ?? selected[0]
            : service;

    private Route? Read(Inventory inventory, PublicRoute found, string workload, Dictionary<string, Workload> workloads)
    {
        var match = Match().Match(found.Match);
        var refused = Refused(workload, workloads)
            ?? (found.Match.StartsWith('~') ? "the model has no patterns in paths"
                : !match.Success ? "the model matches methods one by one and headers exactly: write it by hand"
                : !isRich && (match.Groups["method"].Success || match.Groups["header"].Success) ? "an environment is entered by Ingress, which has no conditions on methods and headers"
                : null);
        if (refused is not null)
        {
            notes.Add(workload, "route", refused);
            return null;
        }
        var asked = match.Groups["exact"].Success ? Route.Exact(match.Groups["path"].Value) : Route.Prefix(match.Groups["path"].Value);
        if (match.Groups["method"].Success) asked = asked.ForMethods(match.Groups["method"].Value);
        for (var header = 0; header < match.Groups["header"].Captures.Count; header++) asked = asked.WithHeader(match.Groups["header"].Captures[header].Value, match.Groups["value"].Captures[header].Value);
        var said = new HashSet<string>(["timeout", "retries.attempts"], StringComparer.Ordinal);
        var route = asked.To(workload);
        if (Shares(inventory, found, workloads) is { } shares && said.Add("weights"))
        {
            route = shares.Skip(1).Aggregate(asked.To(shares[0].Workload, shares[0].Weight), (all, share) => all.AndTo(share.Workload, share.Weight));
            foreach (var (each, _) in shares) notes.Add(each, "route weights", "shares are stated by workload");
        }
        if (isRich && found.Details.TryGetValue("rewrite", out var rewrite) && rewrite.StartsWith('/') && said.Add("rewrite")) route = route.WithRewrite(rewrite);
        var timeout = Duration.Canonical(found.Details.GetValueOrDefault("timeout", "0s"));
        if (timeout.EndsWith("ms", StringComparison.Ordinal) && double.TryParse(timeout[..^2], CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= 1)
            route = route.WithTimeout(TimeSpan.FromMilliseconds(Math.Round(milliseconds)));
        notes.Add(workload, "route retries", "the model repeats GET, HEAD and OPTIONS only: decide with WithRetries(…)");
        foreach (var key in found.Details.Keys.Where(key => !said.Contains(key))) notes.Add(workload, $"route {key}", Unsaid(key));
        return route;
    }

    private static string? Refused(string workload, Dictionary<string, Workload> workloads) => !workloads.TryGetValue(workload, out var target) ? "it leads to no workload of the model"
        : target.Kind != WorkloadKind.Service || !target.Endpoints.Any(each => each.Protocol != Protocol.Tcp) ? "the model routes to services that speak HTTP only"
        : target.Presence is not Declared<bool>.Everywhere ? "the model routes to workloads that exist everywhere"
        : null;

    private string Unsaid(string key) => key == "rewrite" && !isRich ? "an environment is entered by Ingress, which has no rewrites"
        : key == "subset" || key == "weights" ? "the model shares requests among workloads, not among versions of one"
        : "to be written by hand: not every kind of ingress can say it";

    // "signals 90, timetable 10": by Service; a share of a version (signals/v2 10) is none of a workload.
    private static List<(string Workload, int Weight)>? Shares(Inventory inventory, PublicRoute found, Dictionary<string, Workload> workloads)
    {
        var shares = found.Details.GetValueOrDefault("weights", "").Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split(' '))
            .Select(parts => (Workload: Behind(inventory, parts[0]), Weight: parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var weight) ? weight : 0))
            .OrderByDescending(each => each.Weight).ThenBy(each => each.Workload, StringComparer.Ordinal).ToList();
        return shares.Count > 1 && shares.All(each => each.Weight > 0 && Refused(each.Workload, workloads) is null) && shares.DistinctBy(each => each.Workload).Count() == shares.Count ? shares : null;
    }

    // "/x", "= /x", "/x GET with version {exact: 2}"
    [GeneratedRegex("^(?<exact>= )?(?<path>/\\S*)(?: (?<method>[A-Z]+))?(?: with (?<header>[A-Za-z0-9-]+) \\{exact: (?<value>[^{}]*)\\})*$")]
    private static partial Regex Match();
}
