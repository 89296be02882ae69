using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Emission;

/// <summary>A small system that uses every part of the model.</summary>
internal static class Shop
{
    public static Environment Dev { get; } = new()
    {
        Name = "dev",
        Order = 1,
        Namespace = "shop-dev",
        Host = "shop.dev.example.com",
        Registry = "registry.example.com/shop",
        Ingress = new IngressKind.Controller("ingress-nginx", "nginx"),
        Capabilities = new(new(1, 32), new(0, 0)),
        AllowsApproximations = true,
        Telemetry = new Uri("http://dashboard:18889"),
        TlsSecret = "",
    };

    public static Environment Staging { get; } = Dev with
    {
        Name = "staging",
        Order = 2,
        Namespace = "shop-staging",
        Host = "shop.staging.example.com",
        Ingress = new IngressKind.Istio("istio-ingress", "ingressgateway", "istio-ingressgateway"),
        Capabilities = new(new(1, 32), new(1, 24)),
        AllowsApproximations = false,
        TlsSecret = "shop-tls",
    };

    public static Environment Production { get; } = Staging with
    {
        Name = "production",
        Order = 3,
        Namespace = "shop",
        Host = "shop.example.com",
        Telemetry = new Uri("http://collector.example.com:4317"),
    };

    private static readonly Capacity Small = new(100, 128, 64);

    private static readonly Workload Service = new()
    {
        Name = "",
        Kind = WorkloadKind.Service,
        Image = new Image.Built("unnamed"),
        Endpoints = [new("http", 8080, Protocol.Http)],
        SendsTelemetry = true,
        Replicas = Declared.Per("dev is one small node", ("dev", 1), ("staging", 2), ("production", 4)),
        Capacity = Declared.Everywhere(Small),
        Probes =
        [
            new(ProbeKind.Startup, new ProbeCheck.Http("/alive", "http"), TimeSpan.FromSeconds(1), 60),
            new(ProbeKind.Readiness, new ProbeCheck.Http("/ready", "http"), TimeSpan.FromSeconds(2), 2),
            new(ProbeKind.Liveness, new ProbeCheck.Http("/alive", "http"), TimeSpan.FromSeconds(10), 3),
        ],
        Shutdown = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)),
        User = 10001,
    };

    private static readonly Secret Database = new("ConnectionStrings__shop", Declared.Everywhere("shop-db"), "connection-string");

    public static Workload Catalog { get; } = Service with
    {
        Name = "catalog",
        Image = new Image.Built("catalog"),
        Settings = [new("Catalog__PageSize", Declared.Everywhere("20")), new("Catalog__Cache", Declared.Per("staging tests misses", ("dev", "1m"), ("staging", "5s"), ("production", "1m")))],
        Secrets = [Database],
        References = [new("postgres", "tcp"), new("garnet", "tcp")],
        WaitsFor = ["migrations"],
    };

    public static Topology Topology { get; } = new(
        "shop",
        [Dev, Staging, Production],
        [
            Catalog,
            Service with
            {
                Name = "orders",
                Image = new Image.Built("orders"),
                Settings = [new("Orders__HoldFor", Declared.Everywhere("5m"))],
                Secrets = [Database],
                References = [new("postgres", "tcp"), new("catalog", "http")],
                WaitsFor = ["migrations"],
            },
            Service with { Name = "storefront", Image = new Image.Built("storefront"), References = [new("catalog", "http"), new("orders", "http")], Capacity = Declared.Per("pages are rendered in the rush", ("dev", Small), ("staging", Small), ("production", new Capacity(500, 256, 64))) },
            Service with
            {
                Name = "fulfillment",
                Kind = WorkloadKind.Worker,
                Image = new Image.Built("fulfillment"),
                Secrets = [Database],
                References = [new("postgres", "tcp")],
                Outsides = [new("payments.example.com", 443)],
                Arguments = ["--lanes", "4"],
                Folders = [new("/var/spool", 0)],
            },
            Service with
            {
                Name = "migrations",
                Kind = WorkloadKind.Job,
                Image = new Image.Built("migrations"),
                Endpoints = [],
                Probes = [],
                Replicas = Declared.Everywhere(1),
                Secrets = [Database],
                References = [new("postgres", "tcp")],
            },
            Service with
            {
                Name = "postgres",
                Kind = WorkloadKind.Store,
                Image = new Image.Existing("docker.io/library/postgres:17"),
                SendsTelemetry = false,
                Endpoints = [new("tcp", 5432, Protocol.Tcp)],
                Presence = Declared.Per("managed by the cloud elsewhere", ("dev", true), ("staging", false), ("production", false)),
                Settings = [new("PGDATA", Declared.Everywhere("/var/lib/postgresql/data/pg")), new("POSTGRES_PASSWORD_FILE", Declared.Everywhere("/run/secrets/POSTGRES_PASSWORD"))],
                Secrets = [new("POSTGRES_PASSWORD", Declared.Everywhere("shop-db"), "password")],
                Replicas = Declared.Everywhere(1),
                Folders = [new("/var/lib/postgresql/data", 1024), new("/var/run/postgresql", 0)],
                Probes = [new(ProbeKind.Readiness, new ProbeCheck.Command(["pg_isready"]), TimeSpan.FromSeconds(2), 3)],
            },
            Service with
            {
                Name = "garnet",
                Image = new Image.Existing("ghcr.io/microsoft/garnet:1.0"),
                SendsTelemetry = false,
                Endpoints = [new("tcp", 6379, Protocol.Tcp)],
                Replicas = Declared.Everywhere(1),
                Probes = [new(ProbeKind.Readiness, new ProbeCheck.Tcp("tcp"), TimeSpan.FromSeconds(2), 3)],
            },
            Service with
            {
                Name = "dashboard",
                Image = new Image.Existing("mcr.microsoft.com/dotnet/aspire-dashboard:13.5"),
                SendsTelemetry = false,
                Endpoints = [new("http", 18888, Protocol.Http), new("otlp", 18889, Protocol.Http2)],
                Presence = Declared.Per("production has a collector", ("dev", true), ("staging", true), ("production", false)),
                Replicas = Declared.Everywhere(1),
                Probes = [],
            },
        ],
        RouteTable.Of(
            Route.Prefix("/api/catalog").ForMethods("GET").To("catalog").WithTimeout(TimeSpan.FromSeconds(5)).WithRetries(2),
            Route.Prefix("/api/orders").To("orders").WithTimeout(TimeSpan.FromSeconds(10)),
            Route.Prefix("/").To("storefront")));
}
