using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>What a rendering of the route table needs to know of its environment.</summary>
public sealed record RoutingContext
{
    private const int LongestName = 253;

    /// <summary>The environment, for diagnostics.</summary>
    public required string Environment { get; init; }

    public required RouteTable Table { get; init; }

    public required IngressKind Ingress { get; init; }

    public required bool AllowsApproximations { get; init; }

    /// <summary>Port of each backend.</summary>
    public required Func<string, int> Port { get; init; }

    /// <summary>Metadata of a new object of this name.</summary>
    public required Func<string, V1ObjectMeta> Metadata { get; init; }

    /// <summary>Secret with the certificate of the hosts; empty without TLS.</summary>
    public required string TlsSecret { get; init; }

    /// <summary>A context outside of any topology, in which every backend listens on port 80.</summary>
    public static RoutingContext For(RouteTable table, IngressKind ingress, bool allowsApproximations) => new()
    {
        Environment = ingress.GetType().Name,
        Table = table,
        Ingress = ingress,
        AllowsApproximations = allowsApproximations,
        Port = _ => 80,
        Metadata = name => new() { Name = name, NamespaceProperty = "routes" },
        TlsSecret = "",
    };

    /// <summary>An object's name for a host, unlike that of any other host: <c>routes</c>, <c>routes-shop.example.com</c>, <c>wildcard-routes-example.com</c>.</summary>
    internal static string NameFor(HostPattern host, string part = "")
    {
        var name = host switch
        {
            HostPattern.Exact exact => $"routes{part}-{exact.Name}",
            HostPattern.Wildcard wildcard => $"wildcard-routes{part}-{wildcard.Parent}",
            _ => $"routes{part}",
        };
        return name.Length <= LongestName ? name : $"{name[..(LongestName - 12)].TrimEnd('-', '.')}-{ContentHash.Of(name)}";
    }

    /// <summary>Every host that the table speaks of, the most special one first.</summary>
    internal IEnumerable<HostPattern> Hosts => Table.ByPrecedence.Select(route => route.Match.Host).Distinct();

    /// <summary>
    /// The routes that a proxy which first chooses among hosts must have under one of them: also those of the wider hosts, which take
    /// what the special ones do not.
    /// </summary>
    internal IEnumerable<Route> RoutesUnder(HostPattern host) => Table.ByPrecedence.Where(route => Covers(route.Match.Host, host));

    private static bool Covers(HostPattern wide, HostPattern host) => (wide, host) switch
    {
        (HostPattern.Any, _) => true,
        (_, HostPattern.Exact exact) => wide.Matches(exact.Name),
        (HostPattern.Wildcard parent, HostPattern.Wildcard child) => child == parent || parent.Matches(child.Parent),
        _ => false,
    };
}
