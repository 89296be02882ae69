using System.Globalization;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Benchmarks.Generate;

/// <summary>Many services as a real system has them: each calls two others and a database, has settings, one of which differs, a secret and probes; a tenth are routed.</summary>
internal static class LargeSystem
{
    private static readonly string[] Names = ["dev", "staging", "production"];

    public static Topology Of(int workloads, int environments) => new(
        "large",
        [.. Enumerable.Range(0, environments).Select(order => Cloud(Names[order], order + 1))],
        [.. Enumerable.Range(0, workloads).Select(number => Service(number, workloads, environments))],
        RouteTable.Of(Enumerable.Range(0, workloads / 10).Select(number => Route.Prefix($"/api/{number}").To(NameOf(number * 10)))));

    private static Declared<T> Each<T>(int environments, string reason, params T[] values) => environments == 1
        ? Declared.Everywhere(values[0])
        : Declared.Per(reason, [.. Names.Zip(values).Take(environments)]);

    private static Environment Cloud(string name, int order) => new()
    {
        Name = name,
        Order = order,
        Namespace = $"large-{name}",
        Host = $"{name}.example.com",
        Registry = "registry.example.com/large",
        Ingress = new IngressKind.Istio("istio-ingress", "ingressgateway", "istio-ingressgateway"),
        Capabilities = new(new(1, 32), new(1, 24)),
        AllowsApproximations = false,
        Telemetry = new("http://collector.example.com:4317"),
        TlsSecret = "large-tls",
    };

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"service-{number:d4}");

    private static Workload Service(int number, int size, int environments) => new()
    {
        Name = NameOf(number),
        Kind = WorkloadKind.Service,
        Image = new Image.Built(NameOf(number)),
        Endpoints = [new("http", 8080, Protocol.Http)],
        Settings =
        [
            new("Limits__Concurrency", Declared.Everywhere("64")),
            new("Cache__Lifetime", Each(environments, "dev shows changes at once", "1s", "1m", "1m")),
        ],
        Secrets = [new("ConnectionStrings__main", Declared.Everywhere("main-db"), "connection-string")],
        References = [new(NameOf((number + 1) % size), "http"), new(NameOf((number + 7) % size), "http")],
        SendsTelemetry = true,
        Replicas = Each(environments, "dev is small", 1, 2, 3),
        Capacity = Declared.Everywhere(new Capacity(250, 256, 128)),
        Probes =
        [
            new(ProbeKind.Startup, new ProbeCheck.Http("/alive", "http"), TimeSpan.FromSeconds(1), 60),
            new(ProbeKind.Readiness, new ProbeCheck.Http("/ready", "http"), TimeSpan.FromSeconds(2), 2),
            new(ProbeKind.Liveness, new ProbeCheck.Http("/alive", "http"), TimeSpan.FromSeconds(10), 3),
        ],
        Shutdown = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)),
        User = 10001,
    };
}
