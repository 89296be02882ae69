using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Routing;
using Duration = Parity.Verification.Adoption.Meaning.Duration;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>The route table: the routes of the last environment that has any, since a model routes alike everywhere.</summary>
internal sealed class RouteScaffold(IReadOnlyList<Inventory> inventories, IReadOnlyList<EntryPoint> entries, ScaffoldNotes notes)
{
    public RouteTable Build(Dictionary<string, Workload> workloads)
    {
        var routes = new List<Route>();
        // The last environment first: where two say different things of a path, production's counts.
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            foreach (var found in entries[index].Routes)
            {
                var workload = Behind(inventories[index], found.Service);
                if (Read(found, workload, workloads) is not { } route) continue;
                var same = routes.FirstOrDefault(each => each.Match == route.Match);
                if (same is null && index < entries.Count - 1 && routes.Any(each => each.Backends[0].Workload == workload))
                    notes.Add(workload, "route", $"the model routes alike everywhere: as in {inventories[^1].Environment}");
                else if (same is null)
                {
                    routes.Add(route);
                    if (index < entries.Count - 1) notes.Add(workload, "route", $"the model routes alike everywhere; {inventories[^1].Environment} has not had this route");
                }
                else if (same != route) notes.Add(inventories[index].Environment, workload, "route", $"the model routes alike everywhere: as in {inventories[^1].Environment}");
            }
        }
        foreach (var inventory in inventories.Zip(entries).Where(each => each.Second.Kinds.Count == 0).Select(each => each.First))
            foreach (var route in routes) notes.Add(inventory.Environment, route.Backends[0].Workload, "route", "the model routes alike everywhere");
        return RouteTable.Of(routes);
    }

    /// <summary>The workload that a Service selects, or the Service's name.</summary>
    public static string Behind(Inventory inventory, string service) =>
        inventory.Services.FirstOrDefault(each => each.Name == service) is { } found && Alignment.Selected(inventory, found) is { Count: > 0 } selected
            ? selected.FirstOrDefault(each => each == service) ?? selected[0]
            : service;

    private Route? Read(PublicRoute found, string workload, Dictionary<string, Workload> workloads)
    {
        string? refused = !workloads.TryGetValue(workload, out var target) ? "it leads to no workload of the model"
            : target.Kind != WorkloadKind.Service || !target.Endpoints.Any(each => each.Protocol != Protocol.Tcp) ? "the model routes to services that speak HTTP only"
            : target.Presence is not Declared<bool>.Everywhere ? "the model routes to workloads that exist everywhere"
            : found.Match.StartsWith('~') ? "the model has no patterns in paths"
            : found.Match.TrimStart('=', ' ').Contains(' ', StringComparison.Ordinal) ? "conditions on methods and headers are to be written by hand"
            : null;
        if (refused is not null)
        {
            notes.Add(workload, "route", refused);
            return null;
        }
        var isExact = found.Match.StartsWith('=');
        var path = found.Match.TrimStart('=', ' ');
        var route = (isExact ? Route.Exact(path) : Route.Prefix(path)).To(workload);
        var timeout = Duration.Canonical(found.Details.GetValueOrDefault("timeout", "0s"));
        if (timeout.EndsWith("ms", StringComparison.Ordinal) && double.TryParse(timeout[..^2], CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= 1)
            route = route.WithTimeout(TimeSpan.FromMilliseconds(Math.Round(milliseconds)));
        notes.Add(workload, "route retries", "the model repeats GET, HEAD and OPTIONS only: decide with WithRetries(…)");
        var unsaid = found.Details.Keys.Where(key => key is not ("timeout" or "retries.attempts")).ToList();
        foreach (var key in unsaid) notes.Add(workload, $"route {key}", "to be written by hand: not every kind of ingress can say it");
        return route;
    }
}
