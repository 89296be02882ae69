using System.Net;
using System.Text;
using System.Text.Json;
using ServiceDefaults.Settings;
using RouteTable = Ingress.Table.RouteTable;

namespace Ingress;

/// <summary>Settings of the ingress.</summary>
/// <param name="Routes">The route table: <c>Ingress:Routes</c> as JSON or that in Base64, or the file that <c>Ingress:RoutesFile</c> names.</param>
/// <param name="ReplicasFile">A watched file with the addresses of the replicas, <c>{"orders": ["http://127.0.0.1:5001"]}</c>; empty for none.</param>
/// <param name="HealthPort">The port on which only /alive and /ready answer; 0 answers them on every port, after the table.</param>
/// <param name="TrustedProxies">Networks of proxies in front whose X-Forwarded-* headers are believed; from all others they are removed.</param>
internal sealed record IngressSettings(RouteTable Routes, string ReplicasFile, int HealthPort, IReadOnlyList<IPNetwork> TrustedProxies)
{
    public static IngressSettings Read(SettingsReader settings)
    {
        var routes = settings.Optional("Ingress:Routes", "a route table as JSON, or that in Base64", text => Json(text) is { } json && IsTable(json));
        var file = settings.Optional("Ingress:RoutesFile", "a file that holds a route table as JSON", path => File.Exists(path) && IsTable(File.ReadAllText(path)));
        var replicas = settings.Optional("Ingress:ReplicasFile", "a path whose folder exists", path => Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))));
        var trusted = settings.Optional("Ingress:TrustedProxies", "a list of networks such as 10.0.0.0/8,fd00::/8", text => Array.TrueForAll(Items(text), item => IPNetwork.TryParse(item, out _)));
        return new(
            // Without a table every request is a 404, which says the same.
            RouteTable.Read(routes is not null ? Json(routes)! : (file is null ? "{\"routes\": []}" : File.ReadAllText(file))),
            replicas ?? "",
            settings.Number("Ingress:HealthPort", 0, 0, 65535),
            [.. Items(trusted ?? "").Select(item => IPNetwork.Parse(item))]);
    }

    private static string[] Items(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Braces mean something to the readers of an Aspire manifest, so there the table comes in Base64.
    private static string? Json(string text)
    {
        if (text.TrimStart().StartsWith('{')) return text;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static bool IsTable(string json)
    {
        try
        {
            return RouteTable.Read(json).Routes.Count >= 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
