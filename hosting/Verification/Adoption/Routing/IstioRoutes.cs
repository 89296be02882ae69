using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Routing;

/// <summary>Reads Istio's Gateway and the VirtualServices that are bound to one.</summary>
internal static class IstioRoutes
{
    private static readonly string[] Policies = ["fault", "mirror", "mirrors", "mirrorPercentage", "corsPolicy", "headers", "directResponse"];

    /// <summary>Without a gateway, or with "mesh" alone, a VirtualService only governs calls inside the mesh.</summary>
    public static bool IsPublic(KubeObject source) =>
        source.Root.Items("spec", "gateways").OfType<Scalar>().Any(gateway => gateway.Value != "mesh");

    public static void ReadGateway(KubeObject source, EntryPoint entry)
    {
        entry.Kinds.Add("Istio");
        foreach (var server in source.Root.Items("spec", "servers"))
        {
            entry.AddHosts(server.Items("hosts").OfType<Scalar>().Select(host => host.Value));
            entry.IsEncrypted |= server.Text("port", "protocol") is "HTTPS" or "TLS";
            if (server.Text("tls", "httpsRedirect") is "true") entry.IsRedirected = entry.SaysRedirected = true;
        }
    }

    public static void Read(KubeObject source, EntryPoint entry, IReadOnlyList<KubeObject> delegates)
    {
        entry.Kinds.Add("Istio");
        var hosts = source.Root.Items("spec", "hosts").OfType<Scalar>().Select(host => host.Value).ToList();
        entry.AddHosts(hosts);
        var earlier = new List<string>();
        foreach (var rule in source.Root.Items("spec", "http").SelectMany(rule => Delegation.Rules(rule, source, delegates)))
        {
            var details = Details(rule, source.Namespace);
            var matches = rule.Items("match").Where(match => !Shadow.Covers(earlier, match)).Select(Match).ToList();
            if (!rule.Items("match").Any() && !earlier.Contains("/", StringComparer.Ordinal)) matches.Add("/");
            Shadow.Add(earlier, rule);
            var destinations = rule.Items("route").Where(route => route.Text("weight") is not "0").ToList();
            var principal = PublicRoute.PrincipalOf(destinations.Select(route => (Host(route.Text("destination", "host") ?? "", source.Namespace), route.Text("weight"))));
            foreach (var route in destinations) entry.Serve(hosts, Host(route.Text("destination", "host") ?? "", source.Namespace));
            foreach (var match in matches)
            {
                // The exact path beside the prefix with a slash is how a prefix by segment is written here.
                if (match.StartsWith("= ", StringComparison.Ordinal) && matches.Contains(match[2..])) continue;
                foreach (var (route, host) in destinations.Select(route => (route, Host(route.Text("destination", "host") ?? "", source.Namespace))))
                    entry.Add(new(match, host, route.Text("destination", "port", "number") ?? "", details, source, rule.Line) { IsPrincipal = host == principal });
                if (destinations.Count == 0) entry.Add(new(match, rule.At("redirect") is { } redirect ? $"redirect {Leaves.Canonical(redirect)}" : "direct response", "", details, source, rule.Line));
            }
        }
        foreach (var protocol in new[] { "tcp", "tls" })
        {
            foreach (var rule in source.Root.Items("spec", protocol))
                foreach (var route in rule.Items("route"))
                    entry.Add(new($"{protocol} {Leaves.Canonical(rule.At("match"))}".TrimEnd(), Host(route.Text("destination", "host") ?? "", source.Namespace), route.Text("destination", "port", "number") ?? "", Details(rule, source.Namespace), source, rule.Line));
        }
    }

    /// <summary>A short name is one of the object's own namespace (istio.io/latest/docs/reference/config/networking/virtual-service, Destination).</summary>
    public static string Host(string host, string space)
    {
        var parts = host.Split('.');
        var inCluster = parts.Length is 2 || parts.Length >= 3 && parts[2] == "svc";
        return inCluster && (space.Length == 0 || parts[1] == space) ? parts[0] : host;
    }

    private static string Match(Node match)
    {
        var uri = match.Text("uri", "prefix") is { } prefix ? PathMatch.Prefix(prefix)
            : match.Text("uri", "exact") is { } exact ? PathMatch.Exact(exact)
            : match.Text("uri", "regex") is { } pattern ? PathMatch.Pattern(pattern) : "/";
        if (match.Entries("method").FirstOrDefault().Value is Scalar method) uri += $" {method.Value}";
        foreach (var (name, value) in match.Entries("headers")) uri += $" with {name} {Leaves.Canonical(value)}";
        foreach (var (name, value) in match.Entries("queryParams")) uri += $" with ?{name} {Leaves.Canonical(value)}";
        return uri;
    }

    private static Dictionary<string, string> Details(Node rule, string space)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rule.Text("timeout") is { } timeout) details["timeout"] = timeout;
        foreach (var (key, value) in rule.Entries("retries"))
            if (value is Scalar text) details[$"retries.{key}"] = text.Value;
        if (rule.Text("rewrite", "uri") is { } rewrite) details["rewrite"] = PathMatch.Prefix(rewrite);
        if (rule.Text("rewrite", "authority") is { } authority) details["rewrite host"] = authority;
        foreach (var policy in Policies)
            if (rule.At(policy) is { IsEmpty: false } given && !(policy == "mirrorPercentage" && given.Text("value") is "100" or "100.0")) details[policy] = Leaves.Canonical(MeshForm.Of(given, space, policy));
        var routes = rule.Items("route").Where(route => route.Text("weight") is not "0").ToList();
        if (routes.Count > 1)
            details["weights"] = Shares.Of(routes.Select(route => ($"{Host(route.Text("destination", "host") ?? "", space)}{(route.Text("destination", "subset") is { } subset ? $"/{subset}" : "")}", route.Text("weight"))));
        else if (routes is [var only] && only.Text("destination", "subset") is { } subset) details["subset"] = subset;
        var headers = routes.Where(route => route.At("headers") is { IsEmpty: false }).Select(route => Leaves.Canonical(route.At("headers"))).ToList();
        if (headers.Count > 0) details["destination headers"] = string.Join(", ", headers);
        return details;
    }
}
