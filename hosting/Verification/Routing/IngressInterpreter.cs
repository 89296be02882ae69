using Parity.Model;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Routing;

/// <summary>Ingress objects by the words of the API alone: what every controller has to do, and nothing that only some do.</summary>
internal sealed class IngressInterpreter(IEnumerable<KubeObject> objects) : IRouteInterpreter
{
    private readonly (string Host, Rule[] Rules)[] hosts =
        [.. from ingress in objects.Where(each => each is { Kind: "Ingress", Group: "networking.k8s.io" })
            from rule in ingress.Spec!.Only("ingressClassName", "rules", "tls").Items("rules")
            let host = rule.Only("host", "http").Text("host") ?? ""
            group rule by host into same
            select (same.Key, same.SelectMany(rule => rule.Items("http", "paths")).Select(Rule.Of).ToArray())];

    public Outcome Answer(RouteRequest request)
    {
        var host = RequestedHost.Of(request);
        // No conditions but host and path; what the API does not speak of (timeouts, retries) is the controller's own.
        var chosen = hosts.Where(each => Matches(each.Host, host)).OrderByDescending(each => each.Host.StartsWith('*') || each.Host.Length == 0 ? each.Host.Length : int.MaxValue).FirstOrDefault();
        var path = RequestPath.Normalize(request.Path);
        // "precedence will be given first to the longest matching path"; of two equal ones to the exact one.
        // https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
        var rule = (chosen.Rules ?? []).Where(rule => rule.Holds(path)).OrderByDescending(rule => rule.Path.Length).ThenBy(rule => rule.IsExact ? 0 : 1).FirstOrDefault();
        // Without a default backend a request that no rule takes is answered 404: #default-backend
        return rule is null ? Outcome.NotFound : new Outcome.Forwarded(Map.Of((rule.Workload, 1)), path, TimeSpan.Zero, 0);
    }

    // A wildcard "covers only a single DNS label": https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
    private static bool Matches(string pattern, string host) => pattern switch
    {
        "" => true,
        ['*', .. var suffix] => host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && host[dot..].Equals(suffix, StringComparison.OrdinalIgnoreCase),
        _ => host.Equals(pattern, StringComparison.OrdinalIgnoreCase),
    };

    private sealed record Rule(string Path, bool IsExact, string Workload)
    {
        public static Rule Of(Node node)
        {
            node.Only("path", "pathType", "backend");
            return new(
                node.Required("path"),
                // ImplementationSpecific may mean anything: https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
                node.Required("pathType") switch { "Exact" => true, "Prefix" => false, var other => throw new InvalidDataException($"line {node.Line}: path type '{other}' has no meaning of its own.") },
                node.At("backend", "service")!.Only("name", "port").Required("name"));
        }

        // Element by element, a trailing slash of a prefix is ignored: #examples on the same page.
        public bool Holds(string path) => IsExact
            ? path == Path
            : Elements(Path) is var prefix && Elements(path) is var asked && asked.Length >= prefix.Length && asked.AsSpan(0, prefix.Length).SequenceEqual(prefix);

        private static string[] Elements(string path) => path.TrimEnd('/') is { Length: > 0 } stem ? stem.Split('/')[1..] : [];
    }
}
