using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Routing;

/// <summary>Reads Ingress (and OpenShift's Route, which says the same with one path).</summary>
internal static class IngressRoutes
{
    private const string Nginx = "nginx.ingress.kubernetes.io/";

    /// <param name="source">The Ingress.</param>
    /// <param name="entry">Takes its routes.</param>
    /// <param name="canaries">Takes the routes of a canary, which get a share of what another Ingress routes.</param>
    public static void Read(KubeObject source, EntryPoint entry, List<PublicRoute> canaries)
    {
        entry.Kinds.Add("Ingress");
        var className = source.Root.Text("spec", "ingressClassName") ?? source.Annotation("kubernetes.io/ingress.class");
        if (className.Length > 0) entry.Classes.Add(className);
        var isEncrypted = source.Root.Items("spec", "tls").Any();
        entry.IsEncrypted |= isEncrypted;
        // ingress-nginx redirects where there is a certificate, unless it is told otherwise.
        entry.IsRedirected |= isEncrypted && source.Annotation($"{Nginx}ssl-redirect") is not "false" || source.Annotation($"{Nginx}force-ssl-redirect") is "true";
        entry.SaysRedirected |= isEncrypted && source.Annotation($"{Nginx}ssl-redirect").Length > 0 || source.Annotation($"{Nginx}force-ssl-redirect").Length > 0;
        entry.AddHosts(source.Annotation("external-dns.alpha.kubernetes.io/hostname").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var rules = source.Root.Items("spec", "rules").ToList();
        entry.AddHosts(rules.Select(rule => rule.Text("host")));
        var details = Details(source);
        var patterns = source.Annotation($"{Nginx}use-regex") == "true" || source.Annotation($"{Nginx}rewrite-target").Contains('$', StringComparison.Ordinal);
        foreach (var (rule, path) in rules.SelectMany(rule => rule.Items("http", "paths").Select(path => (rule, path))))
        {
            var match = PathMatch.Ingress(path.Text("path") ?? "/", path.Text("pathType") ?? "ImplementationSpecific", patterns);
            var backend = path.At("backend");
            var service = backend?.Text("service", "name") ?? backend?.Text("serviceName") ?? $"{backend?.Text("resource", "kind")}/{backend?.Text("resource", "name")}";
            entry.Serve([rule.Text("host")], service);
            var port = backend?.Text("service", "port", "number") ?? backend?.Text("service", "port", "name") ?? backend?.Text("servicePort") ?? "";
            if (source.Annotation($"{Nginx}canary") is "true") canaries.Add(new(match, service, port, details, source, path.Line) { IsPrincipal = false });
            else entry.Add(new(match, service, port, details, source, path.Line));
        }
        var fallback = source.Root.At("spec", "defaultBackend") ?? source.Root.At("spec", "backend");
        if ((fallback?.Text("service", "name") ?? fallback?.Text("serviceName")) is { } name)
            entry.Add(new("/", name, fallback!.Text("service", "port", "number") ?? fallback.Text("service", "port", "name") ?? fallback.Text("servicePort") ?? "", details, source, fallback.Line));
    }

    /// <summary>Gives each canary its share of the route that it takes from; one that is chosen by header or cookie keeps its annotations.</summary>
    public static void Share(EntryPoint entry, IReadOnlyList<PublicRoute> canaries)
    {
        foreach (var canary in canaries)
        {
            if (!int.TryParse(canary.Source.Annotation($"{Nginx}canary-weight"), out var weight) || weight == 0)
            {
                if (canary.Details.Keys.Any(key => key.Contains("canary-by", StringComparison.Ordinal))) entry.Routes.Add(canary with { IsPrincipal = true });
                continue;
            }
            var at = entry.Routes.FindIndex(each => each.Match == canary.Match && each.IsPrincipal);
            if (at < 0) continue;
            var principal = entry.Routes[at];
            var details = new Dictionary<string, string>(principal.Details, StringComparer.Ordinal) { ["weights"] = Shares.Of([(principal.Service, $"{Math.Max(0, 100 - weight)}"), (canary.Service, $"{weight}")]) };
            entry.Routes[at] = principal with { Details = details };
            entry.Routes.Add(canary with { Details = details });
        }
    }

    public static void ReadOpenShift(KubeObject source, EntryPoint entry)
    {
        entry.Kinds.Add("Route");
        entry.IsEncrypted |= source.Root.At("spec", "tls") is not null;
        entry.AddHosts([source.Root.Text("spec", "host")]);
        if (source.Root.Text("spec", "to", "name") is not { } service) return;
        entry.Serve([source.Root.Text("spec", "host")], service);
        entry.Add(new(PathMatch.Prefix(source.Root.Text("spec", "path") ?? "/"), service, source.Root.Text("spec", "port", "targetPort") ?? "", new Dictionary<string, string>(), source, source.Line));
    }

    // What ingress-nginx is told by annotation: kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations
    private static Dictionary<string, string> Details(KubeObject source)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in source.Root.Entries("metadata", "annotations"))
        {
            if (value is not Scalar { Value: var text } || Facts.Bookkeeping.IsAnnotation(key) || key is "kubernetes.io/ingress.class" or "external-dns.alpha.kubernetes.io/hostname") continue;
            var name = key.StartsWith(Nginx, StringComparison.Ordinal) ? key[Nginx.Length..] : "";
            switch (name)
            {
                case "proxy-read-timeout": details["timeout"] = text.All(char.IsAsciiDigit) ? $"{text}s" : text; break;
                case "proxy-next-upstream-tries": details["retries.attempts"] = text; break;
                case "rewrite-target": details["rewrite"] = text is "/$1" or "/$2" ? "/" : text; break;
                case "use-regex" or "ssl-redirect" or "force-ssl-redirect" or "canary" or "canary-weight" or "canary-weight-total": break;
                default: details[$"annotation {key}"] = text; break;
            }
        }
        return details;
    }
}
