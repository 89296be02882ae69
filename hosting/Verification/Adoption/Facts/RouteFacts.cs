using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Routing;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>What leads to a workload from outside, whichever kind of object says it.</summary>
internal static class RouteFacts
{
    public static bool IsRouting(KubeObject each) => each switch
    {
        { Kind: "Ingress" } => true,
        { Kind: "VirtualService" } => IstioRoutes.IsPublic(each),
        { Kind: "Gateway" } => true,
        { Kind: "HTTPRoute" or "GRPCRoute" } => true,
        { Kind: "Route", Group: "route.openshift.io" } => true,
        _ => false,
    };

    public static void Write(EnvironmentFacts environment, Inventory inventory, Alignment alignment)
    {
        var entry = Read(inventory);
        if (entry.Kinds.Count == 0)
        {
            environment.CannotSay("*", "route");
            if (inventory.IsCompose) new FactWriter(environment.Of("ingress"), inventory.Objects[0], "").Add("ingress kind", "inherent", Value.Of("Docker Compose"));
            return;
        }
        var first = inventory.Objects.First(IsRouting);
        var ingress = new FactWriter(environment.Of("ingress"), first, "");
        ingress.Add("ingress kind", "inherent", Value.Of(string.Join(", ", entry.Kinds)));
        var known = ingress.AddUnit("routing", "", Value.Of("present"), groups: true);
        if (entry.Hosts.Count > 0) known.Add("host", "inherent", Value.Of(string.Join(", ", entry.Hosts)));
        known.Add("tls", "route-tls", Value.Of(entry.IsEncrypted), Value.Of(false));
        // What a controller does unasked is compared with what another one is told, but not with what that does unasked.
        known.Add("tls redirect", "route-tls", Value.Of(entry.IsRedirected), null, null, entry.SaysRedirected ? $"{entry.IsRedirected}" : "unsaid");
        if (entry.Classes.Count > 0) known.Add("ingress class", "inherent", Value.Of(string.Join(", ", entry.Classes)));
        else environment.CannotSay("ingress", "ingress class");
        var roles = alignment.HostsAgree ? new HostRoles(entry) : null;
        if (roles?.All.Any() != true) environment.CannotSay("*", "route host");
        foreach (var routes in entry.Routes.GroupBy(route => alignment.WorkloadBehind(route.Service), StringComparer.Ordinal))
            WriteRoutes(environment, inventory, alignment, routes.Key, [.. routes], roles);
        WriteSilence(environment, entry);
    }

    private static void WriteRoutes(EnvironmentFacts environment, Inventory inventory, Alignment alignment, string subject, IReadOnlyList<PublicRoute> routes, HostRoles? roles)
    {
        var writer = new FactWriter(environment.Of(subject), routes[0].Source, alignment.IsWorkload(subject) ? "workload" : "");
        var at = new Scalar("", false, routes[0].Line);
        var paths = routes.Select(route => route.Match).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        writer.Add("route", "route", Value.Of(string.Join(", ", paths)), at: at);
        if (roles is not null && routes.SelectMany(route => roles.Of(route.Service)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is [_, ..] hosts)
            writer.Add("route host", "route", Value.Of(string.Join(", ", hosts)), at: at);
        var details = writer.AddUnit("route details", "", Value.Of("present"), groups: true);
        // A rule that leads to several is told at the one that gets most of it.
        var principal = routes.Where(route => route.IsPrincipal).ToList();
        foreach (var name in principal.SelectMany(route => route.Details.Keys).Distinct(StringComparer.Ordinal))
        {
            var values = principal.Select(route => (route.Match, Text: route.Details.GetValueOrDefault(name))).Distinct().ToList();
            var told = values.Where(each => each.Text is not null).Select(each => (each.Match, each.Text, Detail: Detail(name, each.Text!))).ToList();
            var same = told.Count == values.Count && told.Select(each => each.Detail.Key).Distinct(StringComparer.Ordinal).Count() == 1;
            var value = same ? told[0].Detail : new(Value.OfSet(told.Select(each => $"{each.Match}: {each.Detail.Key}")).Key, Value.OfSet(told.Select(each => $"{each.Match}: {each.Text}")).Shown);
            details.Add($"route {name}", Category(name), value, Silent(name), at);
        }
        var ports = routes.Select(route => Port(inventory, route)).Distinct().Order(StringComparer.Ordinal).ToList();
        details.Add("route port", "port", new(string.Join(", ", ports), string.Join(", ", routes.Select(route => route.Port).Distinct())), at: at);
    }

    // A port is named by what it is in its Service: if the Service itself differs, that is said there.
    private static string Port(Inventory inventory, PublicRoute route)
    {
        var ports = inventory.Services.FirstOrDefault(each => each.Name == route.Service)?.Root.Items("spec", "ports").ToList() ?? [];
        if (route.Port.Length == 0 || ports.Count == 0) return "first";
        var index = ports.FindIndex(port => port.Text("port") == route.Port || port.Text("name") == route.Port);
        return index < 0 ? $"{route.Port}, which the Service does not have" : ports.Count == 1 ? "first" : ports[index].Text("name") ?? route.Port;
    }

    private static Value Detail(string name, string text) => name switch
    {
        "timeout" or "retries.perTryTimeout" => new(Duration.Canonical(text), text),
        "retries.retryOn" => new(string.Join(',', text.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)), text),
        _ => Value.Of(name, text, quoted: false),
    };

    // Istio tries twice more and sets no limit where a route is silent.
    private static Value? Silent(string name) => name switch
    {
        "timeout" => new("0ms", null),
        "retries.attempts" => new("2", null),
        _ => null,
    };

    private static string Category(string name) => name switch
    {
        "timeout" => "route-timeout",
        _ when name.StartsWith("retries", StringComparison.Ordinal) => "route-retries",
        _ when name.StartsWith("rewrite", StringComparison.Ordinal) => "route-rewrite",
        "weights" or "subset" => "route-weight",
        _ => "route-policy",
    };

    private static void WriteSilence(EnvironmentFacts environment, EntryPoint entry)
    {
        if (entry.Kinds.Contains("Istio")) return;
        string[] unsaid = entry.Kinds.Contains("Gateway") ? ["retries", "fault", "subset"] : ["timeout", "retries", "fault", "mirror", "mirrors", "mirrorPercentage", "corsPolicy", "headers", "directResponse", "subset", "weights"];
        foreach (var name in unsaid) environment.CannotSay("*", $"route {name}");
    }

    public static EntryPoint Read(Inventory inventory)
    {
        var entry = new EntryPoint();
        var canaries = new List<PublicRoute>();
        foreach (var each in inventory.Objects)
        {
            switch (each.Kind)
            {
                case "Ingress": IngressRoutes.Read(each, entry, canaries); break;
                case "Route" when each.Group == "route.openshift.io": IngressRoutes.ReadOpenShift(each, entry); break;
                case "Gateway" when each.Group == "networking.istio.io": IstioRoutes.ReadGateway(each, entry); break;
                case "Gateway": GatewayRoutes.ReadGateway(each, entry); break;
                case "VirtualService" when IstioRoutes.IsPublic(each): IstioRoutes.Read(each, entry, inventory.Delegates); break;
                case "HTTPRoute" or "GRPCRoute": GatewayRoutes.Read(each, entry); break;
            }
        }
        IngressRoutes.Share(entry, canaries);
        entry.Settle();
        return entry;
    }
}
