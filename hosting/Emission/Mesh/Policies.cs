namespace Parity.Emission;

// https://istio.io/latest/docs/reference/config/security/authorization-policy/
public sealed record AuthorizationPolicySpec(WorkloadSelector? Selector, string? Action, IReadOnlyList<AuthorizationRule>? Rules);

public sealed record WorkloadSelector(IReadOnlyDictionary<string, string> MatchLabels);

public sealed record AuthorizationRule(IReadOnlyList<AuthorizationFrom> From, IReadOnlyList<AuthorizationTo> To);

public sealed record AuthorizationFrom(AuthorizationSource Source);

public sealed record AuthorizationSource(IReadOnlyList<string> Principals);

public sealed record AuthorizationTo(AuthorizationOperation Operation);

public sealed record AuthorizationOperation(IReadOnlyList<string> Ports);

// https://istio.io/latest/docs/reference/config/security/peer_authentication/
public sealed record PeerAuthenticationSpec(MutualTls Mtls);

public sealed record MutualTls(string Mode);

// https://istio.io/latest/docs/reference/config/networking/destination-rule/
public sealed record DestinationRuleSpec(string Host, TrafficPolicy TrafficPolicy);

public sealed record TrafficPolicy(LoadBalancer LoadBalancer, ConnectionPool ConnectionPool, OutlierDetection OutlierDetection, RetryBudget? RetryBudget);

public sealed record LoadBalancer(string Simple);

public sealed record OutlierDetection(int Consecutive5xxErrors, int ConsecutiveGatewayErrors, string Interval, string BaseEjectionTime, int MaxEjectionPercent);

public sealed record ConnectionPool(TcpPool Tcp, HttpPool Http);

public sealed record TcpPool(string ConnectTimeout);

public sealed record HttpPool(int Http1MaxPendingRequests, int Http2MaxRequests, int? MaxRetries);

public sealed record RetryBudget(double Percent, int MinRetryConcurrency);
