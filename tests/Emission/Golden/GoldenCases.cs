using Parity.Model;
using Environment = Parity.Model.Environment;
using Scaling = Parity.Model.Autoscaling;

namespace Emission.Golden;

/// <summary>One case for each thing of which a reader of manifests would ask "and what does it write then?".</summary>
internal static class GoldenCases
{
    private static readonly Environment Cluster = Shop.Production with { Name = "production", Order = 1, TlsSecret = "" };
    private static readonly Environment Machine = Shop.Dev with { Telemetry = Shop.Production.Telemetry };
    private static readonly Environment Gateway = Cluster with { Ingress = new IngressKind.Gateway("gateways", "cilium"), Capabilities = new(new(1, 33), new(0, 0)) };
    private static readonly Environment[] Two = [Machine, Cluster with { Order = 2 }];

    private static readonly Workload Plain = Shop.Catalog with
    {
        Name = "web",
        Image = new Image.Built("web"),
        Replicas = Declared.Everywhere(2),
        Settings = [],
        Secrets = [],
        References = [],
        WaitsFor = [],
        SendsTelemetry = false,
    };

    private static readonly Probe Patient = new(ProbeKind.Startup, new ProbeCheck.Http("/health", "http"), TimeSpan.FromSeconds(5), 60);

    private static readonly Scaling ByQueue = Scaling.UpTo(6).Measuring(new AutoscalingMetric.Cpu(70), new AutoscalingMetric.QueueDepth("shop", "SELECT count(*) FROM jobs", 20));

    public static IReadOnlyList<GoldenCase> All { get; } =
    [
        Case("autoscaling-cpu-and-queue", [Cluster with { Capabilities = Cluster.Capabilities with { Keda = new(new("http://prometheus:9090")) } }],
            [Plain with { Autoscaling = ByQueue, Secrets = [new("ConnectionStrings__shop", Declared.Everywhere("shop-db"), "connection")] }]),
        Case("autoscaling-other-bounds-in-one-environment", Two, [Plain with { Autoscaling = Scaling.UpTo(8).Measuring(new AutoscalingMetric.Cpu(70)).In("dev", 1, 2, "one small machine") }]),
        Case("container-of-somebody-else", [Cluster],
            [Plain with
            {
                Image = new Image.Existing("example.com/vendor/search:4.2"),
                Entrypoint = ["/opt/search/run"],
                Arguments = ["--index", "/var/index"],
                Secrets = [new("LICENCE", Declared.Everywhere("search"), "licence") { Form = SecretForm.Variable }],
                SendsTelemetry = true,
                Folders = [new("/var/index", 0)],
                Probes = [new(ProbeKind.Readiness, new ProbeCheck.Http("/health", "http"), TimeSpan.FromSeconds(10), 3) { Delay = TimeSpan.FromSeconds(5), Timeout = TimeSpan.FromSeconds(1) }],
            }]),
        Case("environment-alone-has-no-base", [Machine], [Plain]),
        Case("gateway-hosts-that-fall-through", [Gateway], [Plain, Plain with { Name = "shop" }],
            Route.Prefix("/shop").OnHost("shop.example.com").To("shop").WithRewrite("/"), Route.Prefix("/").OnHost("*.example.com").To("web")),
        Case("image-probe-and-timeout-in-one-environment", Two,
            [Plain with
            {
                Image = new Image.Existing(Declared.Per("dev tries the next version", ("dev", "example.com/vendor/search:5.0-rc1"), ("production", $"example.com/vendor/search@sha256:{new string('a', 64)}"))),
                Probes = [],
                DifferingProbes = [new(ProbeKind.Startup, Declared.Per("dev's disk is slow", ("dev", Patient), ("production", Patient with { Period = TimeSpan.FromSeconds(1), Failures = 30 })))],
            }],
            Route.Prefix("/").To("web").WithTimeout([("dev", TimeSpan.FromMinutes(5)), ("production", TimeSpan.FromSeconds(5))], "dev is debugged")),
        Case("image-by-digest", Two, [Plain]) with { Images = Map.Of(("web", $"registry.example.com/shop/web@sha256:{new string('a', 64)}")) },
        Case("ingress-leaves-out-what-is-guarded", [Machine], [Plain, Plain with { Name = "beta" }],
            Route.Prefix("/api").WithHeader("x-beta", "1").To("beta"), Route.Exact("/health").To("web"), Route.Prefix("/").To("web", 9).AndTo("beta", 1)),
        Case("job-that-others-wait-for", [Cluster],
            [
                Plain with { WaitsFor = ["migrate"] },
                Plain with { Name = "migrate", Kind = WorkloadKind.Job, Endpoints = [], Probes = [], Replicas = Declared.Everywhere(1), Secrets = [new("ConnectionStrings__shop", Declared.Everywhere("shop-db"), "connection")] },
            ]),
        Case("presence-in-one-environment", Two,
            [Plain with { References = [new("sandbox", "http")] }, Plain with { Name = "sandbox", Presence = Declared.Per("production pays for real", ("dev", true), ("production", false)) }]),
        Case("route-in-one-environment", Two, [Plain, Plain with { Name = "tool", Presence = Declared.Per("a tool of developers", ("dev", true), ("production", false)) }],
            Route.Prefix("/").To("web"), Route.Prefix("/tool").To("tool").WithPresence([("dev", true), ("production", false)], "a tool of developers")),
        Case("secret-of-another-name-in-one-environment", Two, [Plain with { Secrets = [new("Mail__Password", Declared.Per("the cloud's operator names it", ("dev", "mail"), ("production", "cloud-mail")), "password")] }]),
        Case("setting-that-yaml-would-misread", Two,
            [Plain with { Settings = [.. Misread.Select((value, index) => new Setting($"VALUE_{index:d2}", Declared.Everywhere(value))), new("MODE", Declared.Per("dev tells more", ("dev", "on"), ("production", "off")))] }]),
        Case("store-with-a-volume", [Machine], [Plain with { Name = "store", Kind = WorkloadKind.Store, Image = new Image.Existing("example.com/store:1"), Endpoints = [new("tcp", 5432, Protocol.Tcp)], Probes = [], Replicas = Declared.Everywhere(1), Folders = [new("/data", 2048)] }]),
        Case("virtualservice-rewrite-and-retries", [Cluster with { TlsSecret = "shop-tls" }], [Plain],
            Route.Prefix("/v1").ForMethods("GET", "POST").To("web").WithRewrite("/").WithRetries(2).WithTimeout(TimeSpan.FromSeconds(5)), Route.Exact("/v1/status").To("web")),
        Case("worker-that-calls-outside", [Cluster], [Plain with { Kind = WorkloadKind.Worker, Endpoints = [], Probes = [], Outsides = [new("payment provider", 443)] }]),
    ];

    private static string[] Misread => ["yes", "1e3", "0x1F", "1_000", "null", "~", "2024-01-01", " padded ", "a: b", "# no comment", "- no item", "line\nbreak", "\"quoted\"", "12:30:45", "ünïcode", "{}", "", "=", "&anchor", "*alias", "!tag", "|", "%20"];

    private static GoldenCase Case(string name, Environment[] environments, Workload[] workloads, params Route[] routes) =>
        new(name, new("shop", [.. environments], [.. workloads], RouteTable.Of(routes)), []);
}
