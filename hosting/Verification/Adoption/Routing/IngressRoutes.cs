using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Routing;

/// <summary>Reads Ingress (and OpenShift's Route, which says the same with one path).</summary>
internal static class IngressRoutes
{
    private const string Nginx = "nginx.ingress.kubernetes.io/";

    public static void Read(KubeObject source, EntryPoint entry)
    {
        entry.Kinds.Add("Ingress");
        var className = source.Root.Text("spec", "ingressClassName") ?? source.Annotation("kubernetes.io/ingress.class");
        if (className.Length > 0) entry.Classes.Add(className);
        entry.IsEncrypted |= source.Root.Items("spec", "tls").Any();
        var rules = source.Root.Items("spec", "rules").ToList();
        entry.AddHosts(rules.Select(rule => rule.Text("host")));
        var details = Details(source);
        var patterns = source.Annotation($"{Nginx}use-regex") == "true" || source.Annotation($"{Nginx}rewrite-target").Contains('$', StringComparison.Ordinal);
        foreach (var path in rules.SelectMany(rule => rule.Items("http", "paths")))
        {
            var match = PathMatch.Ingress(path.Text("path") ?? "/", path.Text("pathType") ?? "ImplementationSpecific", patterns);
            var backend = path.At("backend");
            var service = backend?.Text("service", "name") ?? backend?.Text("serviceName") ?? $"{backend?.Text("resource", "kind")}/{backend?.Text("resource", "name")}";
            var port = backend?.Text("service", "port", "number") ?? backend?.Text("service", "port", "name") ?? backend?.Text("servicePort") ?? "";
            entry.Add(new(match, service, port, details, source, path.Line));
        }
        var fallback = source.Root.At("spec", "defaultBackend") ?? source.Root.At("spec", "backend");
        if ((fallback?.Text("service", "name") ?? fallback?.Text("serviceName")) is { } name)
            entry.Add(new("/", name, fallback!.Text("service", "port", "number") ?? fallback.Text("service", "port", "name") ?? fallback.Text("servicePort") ?? "", details, source, fallback.Line));
    }

    public static void ReadOpenShift(KubeObject source, EntryPoint entry)
    {
        entry.Kinds.Add("Route");
        entry.IsEncrypted |= source.Root.At("spec", "tls") is not null;
        entry.AddHosts([source.Root.Text("spec", "host")]);
        if (source.Root.Text("spec", "to", "name") is { } service)
            entry.Add(new(PathMatch.Prefix(source.Root.Text("spec", "path") ?? "/"), service, source.Root.Text("spec", "port", "targetPort") ?? "", new Dictionary<string, string>(), source, source.Line));
    }

    // What ingress-nginx is told by annotation: kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations
    private static Dictionary<string, string> Details(KubeObject source)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in source.Root.Entries("metadata", "annotations"))
        {
            if (value is not Scalar { Value: var text } || Facts.Bookkeeping.IsAnnotation(key) || key == "kubernetes.io/ingress.class") continue;
            var name = key.StartsWith(Nginx, StringComparison.Ordinal) ? key[Nginx.Length..] : "";
            switch (name)
            {
                case "proxy-read-timeout": details["timeout"] = text.All(char.IsAsciiDigit) ? $"{text}s" : text; break;
                case "proxy-next-upstream-tries": details["retries.attempts"] = text; break;
                case "rewrite-target": details["rewrite"] = text is "/$1" or "/$2" ? "/" : text; break;
                case "use-regex" or "ssl-redirect" or "force-ssl-redirect": break;
                default: details[$"annotation {key}"] = text; break;
            }
        }
        return details;
    }
}
