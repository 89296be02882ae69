using Parity.Model;

namespace Parity.Verification.Routing;

/// <summary>The host a request asks for: lower case, without port (RFC 9110, 7.2 and 4.2.3: a host has no case).</summary>
internal static class RequestedHost
{
    public static string Of(RouteRequest request)
    {
        var colon = request.Host.LastIndexOf(':');
        return (colon > request.Host.LastIndexOf(']') ? request.Host[..colon] : request.Host).ToLowerInvariant();
    }

    /// <summary>A star stands for one label or more, never for none: Gateway API and Envoy alike.</summary>
    public static bool MatchesSuffix(string pattern, string host) => pattern switch
    {
        "*" or "" => true,
        ['*', .. var suffix] => host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase),
        _ => host.Equals(pattern, StringComparison.OrdinalIgnoreCase),
    };
}
