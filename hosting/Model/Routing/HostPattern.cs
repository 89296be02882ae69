using System.Text.RegularExpressions;

namespace Parity.Model;

/// <summary>The hosts that a route answers for. Hosts have no case, and a port in the Host header is not looked at.</summary>
public abstract partial record HostPattern
{
    private HostPattern()
    {
    }

    /// <summary>Every host; in an environment this becomes the environment's own host.</summary>
    public sealed record Any : HostPattern
    {
        public override string ToString() => "*";
    }

    /// <summary>One host.</summary>
    public sealed record Exact(string Name) : HostPattern
    {
        public override string ToString() => Name;
    }

    /// <summary><c>*.example.com</c>: one label or more in front of <paramref name="Parent"/>, never the parent itself.</summary>
    public sealed record Wildcard(string Parent) : HostPattern
    {
        public override string ToString() => $"*.{Parent}";
    }

    /// <summary>Reads <c>*</c> or nothing, <c>*.example.com</c>, <c>shop.example.com</c>; case is folded, validity is checked with the table.</summary>
    public static HostPattern Parse(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" or "*" => new Any(),
        ['*', '.', .. var parent] => new Wildcard(parent),
        var name => new Exact(name),
    };

    /// <summary>Whether a Host header, with or without a port, falls under the pattern.</summary>
    public bool Matches(string host)
    {
        var name = WithoutPort(host);
        return this switch
        {
            Exact exact => name.Equals(exact.Name, StringComparison.OrdinalIgnoreCase),
            Wildcard wildcard => name.Length > wildcard.Parent.Length + 1
                && name[^(wildcard.Parent.Length + 1)] == '.'
                && name.EndsWith(wildcard.Parent, StringComparison.OrdinalIgnoreCase),
            _ => true,
        };
    }

    /// <summary>Exact before wildcard, longer before shorter, any host last (Gateway API, HTTPRouteSpec.hostnames).</summary>
    internal int Rank => this switch
    {
        Exact => int.MaxValue,
        Wildcard wildcard => wildcard.Parent.Length,
        _ => -1,
    };

    /// <summary>Whether it is a DNS name Kubernetes accepts (RFC 1123), a star only as the whole first label.</summary>
    internal bool IsValid => this switch
    {
        Exact exact => DnsName().IsMatch(exact.Name) && exact.Name.Length <= 253,
        Wildcard wildcard => DnsName().IsMatch(wildcard.Parent) && wildcard.Parent.Length <= 251,
        _ => true,
    };

    private static ReadOnlySpan<char> WithoutPort(string host)
    {
        // [::1]:8080 keeps its colons inside brackets.
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host.AsSpan(0, colon) : host;
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$")]
    private static partial Regex DnsName();
}
