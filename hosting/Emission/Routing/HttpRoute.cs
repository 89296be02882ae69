using System.Text.Json.Serialization;

namespace Parity.Emission;

// https://gateway-api.sigs.k8s.io/reference/spec/#httproute
public sealed record HttpRouteSpec(IReadOnlyList<ParentReference> ParentRefs, IReadOnlyList<string>? Hostnames, IReadOnlyList<HttpRouteRule> Rules);

public sealed record ParentReference(string Name);

public sealed record HttpRouteRule
{
    public required IReadOnlyList<HttpRouteMatch> Matches { get; init; }

    public IReadOnlyList<HttpRouteFilter>? Filters { get; init; }

    public required IReadOnlyList<HttpBackend> BackendRefs { get; init; }

    public required HttpRouteTimeouts Timeouts { get; init; }
}

public sealed record HttpRouteMatch(HttpPathMatch Path, string? Method, IReadOnlyList<HttpHeaderMatch>? Headers);

public sealed record HttpPathMatch(string Type, string Value);

public sealed record HttpHeaderMatch(string Type, string Name, string Value);

public sealed record HttpRouteFilter(string Type, [property: JsonPropertyName("urlRewrite")] HttpUrlRewrite UrlRewrite);

public sealed record HttpUrlRewrite(HttpPathModifier Path);

public sealed record HttpPathModifier(string Type, string? ReplacePrefixMatch, string? ReplaceFullPath);

public sealed record HttpBackend(string Name, int Port, int Weight);

public sealed record HttpRouteTimeouts(string Request);

// https://gateway-api.sigs.k8s.io/reference/spec/#gateway
public sealed record GatewaySpec(string GatewayClassName, IReadOnlyList<GatewayListener> Listeners);

public sealed record GatewayListener(string Name, int Port, string Protocol, GatewayTls? Tls);

public sealed record GatewayTls(string Mode, IReadOnlyList<GatewayCertificate> CertificateRefs);

public sealed record GatewayCertificate(string Name);
