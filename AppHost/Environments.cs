using Parity.Model;
using Environment = Parity.Model.Environment;

/// <summary>Where the system runs besides a laptop, in order of promotion. A fourth environment is one value here and one parameter of <see cref="Each"/>; the compiler asks for the rest.</summary>
internal static class Environments
{
    /// <summary>Our own machines, behind a plain ingress controller.</summary>
    public static Environment Dev { get; } = new()
    {
        Name = "dev",
        Order = 1,
        Namespace = "tickets-dev",
        Host = "tickets.dev.example.com",
        Registry = "registry.example.com/tickets",
        Ingress = new IngressKind.Controller("ingress-nginx", "nginx"),
        Capabilities = new(Kubernetes: new(1, 32), Istio: new(0, 0)) { Keda = new(Prometheus: new("http://prometheus.observability:9090")) },
        AllowsApproximations = true,
        Telemetry = new("http://dashboard:18889"),
        TlsSecret = "",
    };

    /// <summary>The cloud, behind Istio: production, smaller.</summary>
    public static Environment Staging { get; } = new()
    {
        Name = "staging",
        Order = 2,
        Namespace = "tickets-staging",
        Host = "tickets.staging.example.com",
        Registry = "registry.example.com/tickets",
        Ingress = new IngressKind.Istio("istio-ingress", "ingressgateway", "istio-ingressgateway"),
        Capabilities = new(Kubernetes: new(1, 32), Istio: new(1, 24)) { Keda = new(Prometheus: new("http://prometheus.observability:9090")) },
        AllowsApproximations = false,
        Telemetry = new("http://dashboard:18889"),
        TlsSecret = "tickets-tls",
    };

    public static Environment Production { get; } = Staging with
    {
        Name = "production",
        Order = 3,
        Namespace = "tickets",
        Host = "tickets.example.com",
        Telemetry = new("http://otel-collector.observability:4317"),
    };

    public static IReadOnlyList<Environment> All { get; } = [Dev, Staging, Production];

    /// <summary>A value that differs between environments: one for each.</summary>
    public static (string Environment, T Value)[] Each<T>(T dev, T staging, T production) =>
        [(Dev.Name, dev), (Staging.Name, staging), (Production.Name, production)];
}
