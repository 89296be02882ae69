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
        foreach (var name in headers.Select(header => header.Key).Where(IsClaim).ToArray()) headers.Remove(name);
        var peer = context.Connection.RemoteIpAddress;
        if (peer is { IsIPv4MappedToIPv6: true }) peer = peer.MapToIPv4();
        var said = peer is not null && trusted.Any(network => network.Contains(peer)) ? context.Request.Headers : new HeaderDictionary();
        headers.TryAddWithoutValidation(For, said[For].Count > 0 ? $"{said[For]}, {peer}" : peer?.ToString() ?? "unknown");
        headers.TryAddWithoutValidation(Host, said[Host].Count > 0 ? said[Host].ToString() : context.Request.Host.Value);
        headers.TryAddWithoutValidation(Proto, said[Proto].Count > 0 ? said[Proto].ToString() : context.Request.Scheme);
    }

    private static bool IsClaim(string name) => Array.Exists(Claims, claim => claim.EndsWith('-')
        ? name.StartsWith(claim, StringComparison.OrdinalIgnoreCase)
        : name.Equals(claim, StringComparison.OrdinalIgnoreCase));
}
