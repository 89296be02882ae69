using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Routing;

/// <summary>Reads the Gateway API: Gateway, HTTPRoute, GRPCRoute (gateway-api.sigs.k8s.io).</summary>
internal static class GatewayRoutes
{
    public static void ReadGateway(KubeObject source, EntryPoint entry)
    {
        entry.Kinds.Add("Gateway");
        if (source.Root.Text("spec", "gatewayClassName") is { } name) entry.Classes.Add(name);
        foreach (var listener in source.Root.Items("spec", "listeners"))
        {
            entry.AddHosts([listener.Text("hostname")]);
            entry.IsEncrypted |= listener.Text("protocol") is "HTTPS" or "TLS";
        }
    }

    public static void Read(KubeObject source, EntryPoint entry)
    {
        entry.Kinds.Add("Gateway");
        var hosts = source.Root.Items("spec", "hostnames").OfType<Scalar>().Select(host => host.Value).ToList();
        entry.AddHosts(hosts);
        foreach (var rule in source.Root.Items("spec", "rules"))
        {
            // Without a path of its own, this is how everything is sent from http to https.
            if (!rule.Items("backendRefs").Any() && !rule.Items("matches").Any() && rule.Items("filters").ToList() is [var redirect] && redirect.Text("requestRedirect", "scheme") is "https" && redirect.At("requestRedirect", "path") is null)
            {
                entry.IsRedirected = entry.SaysRedirected = true;
                continue;
            }
            var details = Details(rule);
            var backends = rule.Items("backendRefs").Where(backend => backend.Text("weight") is not "0").ToList();
            if (backends.Count > 1) details["weights"] = Shares.Of(backends.Select(backend => (backend.Text("name") ?? "", backend.Text("weight"))));
            foreach (var backend in backends) entry.Serve(hosts, backend.Text("name") ?? "");
            var principal = PublicRoute.PrincipalOf(backends.Select(backend => (backend.Text("name") ?? "", backend.Text("weight"))));
            foreach (var match in rule.Items("matches").Select(Match).DefaultIfEmpty("/"))
            {
                foreach (var backend in backends) entry.Add(new(match, backend.Text("name") ?? "", backend.Text("port") ?? "", details, source, rule.Line) { IsPrincipal = backend.Text("name") == principal });
                if (backends.Count == 0) entry.Add(new(match, "no backend", "", details, source, rule.Line));
            }
        }
    }

    private static string Match(Node match)
    {
        if (match.At("method") is Mapping grpc) return $"/{grpc.Text("service")}{(grpc.Text("method") is { } call ? $"/{call}" : "")}";
        var value = match.Text("path", "value") ?? "/";
        var path = match.Text("path", "type") switch
        {
            "Exact" => PathMatch.Exact(value),
            "RegularExpression" => PathMatch.Pattern(value),
            _ => PathMatch.Prefix(value),
        };
        if (match.Text("method") is { } method) path += $" {method}";
        foreach (var header in match.Items("headers")) path += $" with {header.Text("name")} {{{(header.Text("type") is "RegularExpression" ? "regex" : "exact")}: {header.Text("value")}}}";
        foreach (var query in match.Items("queryParams")) path += $" with ?{query.Text("name")} {{exact: {query.Text("value")}}}";
        return path;
    }

    private static Dictionary<string, string> Details(Node rule)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rule.Text("timeouts", "request") is { } timeout) details["timeout"] = timeout;
        if (rule.Text("timeouts", "backendRequest") is { } perTry) details["retries.perTryTimeout"] = perTry;
        if (rule.Text("retry", "attempts") is { } attempts) details["retries.attempts"] = attempts;
        foreach (var filter in rule.Items("filters"))
        {
            var type = filter.Text("type") ?? "";
            // The settings of URLRewrite stand under urlRewrite.
            var body = filter.Entries().FirstOrDefault(each => each.Key.Equals(type, StringComparison.OrdinalIgnoreCase)).Value ?? filter;
            var rewrite = body.Text("path", "replacePrefixMatch") ?? body.Text("path", "replaceFullPath");
            if (type == "URLRewrite" && rewrite is not null) details["rewrite"] = PathMatch.Prefix(rewrite);
            else details[type] = Leaves.Canonical(body);
        }
        return details;
    }
}
