using System.Net;
using System.Net.Http.Headers;

namespace Ingress.Proxy;

/// <summary>Tells backends who asked. What a client claims about itself is removed; what a trusted proxy in front says is kept.</summary>
internal sealed class ForwardedHeaders(IReadOnlyList<IPNetwork> trusted)
{
    private const string For = "X-Forwarded-For";
    private const string Host = "X-Forwarded-Host";
    private const string Proto = "X-Forwarded-Proto";

    // Headers by which frameworks let a proxy speak about the client, the original host or the original path.
    private static readonly string[] Claims = ["X-Forwarded-", "X-Original-", "X-Envoy-", "X-Real-IP", "X-Rewrite-URL", "Forwarded", "True-Client-IP", "X-Client-IP", "X-Cluster-Client-IP"];

    public void Apply(HttpContext context, HttpRequestHeaders headers)
    {
        RemoveClaims(headers);
        var peer = context.Connection.RemoteIpAddress;
        if (peer is { IsIPv4MappedToIPv6: true }) peer = peer.MapToIPv4();
        var said = peer is not null && trusted.Count > 0 && trusted.Any(network => network.Contains(peer)) ? context.Request.Headers : null;
        headers.TryAddWithoutValidation(For, said?[For] is { Count: > 0 } before ? $"{before}, {peer}" : peer?.ToString() ?? "unknown");
        headers.TryAddWithoutValidation(Host, said?[Host] is { Count: > 0 } host ? host.ToString() : context.Request.Host.Value);
        headers.TryAddWithoutValidation(Proto, said?[Proto] is { Count: > 0 } scheme ? scheme.ToString() : context.Request.Scheme);
    }

    // Names only: reading values would parse what is passed on as it is.
    private static void RemoveClaims(HttpRequestHeaders headers)
    {
        List<string>? claims = null;
        foreach (var header in headers.NonValidated)
            if (IsClaim(header.Key)) (claims ??= []).Add(header.Key);
        foreach (var name in claims ?? []) headers.Remove(name);
    }

    private static bool IsClaim(string name) => Array.Exists(Claims, claim => claim.EndsWith('-')
        ? name.StartsWith(claim, StringComparison.OrdinalIgnoreCase)
        : name.Equals(claim, StringComparison.OrdinalIgnoreCase));
}
