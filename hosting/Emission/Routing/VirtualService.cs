namespace Parity.Emission;

// https://istio.io/latest/docs/reference/config/networking/virtual-service/
public sealed record VirtualServiceSpec(IReadOnlyList<string> Hosts, IReadOnlyList<string> Gateways, IReadOnlyList<VirtualServiceRule> Http);

public sealed record VirtualServiceRule
{
    public required string Name { get; init; }

    public required IReadOnlyList<VirtualServiceMatch> Match { get; init; }

    public VirtualServiceRewrite? Rewrite { get; init; }

    public required IReadOnlyList<VirtualServiceRoute> Route { get; init; }

    public string? Timeout { get; init; }

    public required VirtualServiceRetries Retries { get; init; }
}

public sealed record VirtualServiceMatch(StringMatch Uri, StringMatch? Method, IReadOnlyDictionary<string, StringMatch>? Headers);

/// <summary>Exactly one is set.</summary>
public sealed record StringMatch(string? Exact = null, string? Prefix = null, string? Regex = null);

public sealed record VirtualServiceRewrite(string Uri);

public sealed record VirtualServiceRoute(VirtualServiceDestination Destination, int Weight);

public sealed record VirtualServiceDestination(string Host, VirtualServicePort Port);

public sealed record VirtualServicePort(int Number);

public sealed record VirtualServiceRetries(int Attempts, string? RetryOn);

// https://istio.io/latest/docs/reference/config/networking/gateway/
public sealed record IstioGatewaySpec(IReadOnlyDictionary<string, string> Selector, IReadOnlyList<IstioServer> Servers);

public sealed record IstioServer(IstioPort Port, IReadOnlyList<string> Hosts, IstioTls? Tls);

public sealed record IstioPort(int Number, string Name, string Protocol);

public sealed record IstioTls(string? Mode, string? CredentialName, bool? HttpsRedirect);
