using CsCheck;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Verification.Adoption;

/// <summary>Systems of any shape that two environments run alike.</summary>
internal static class AnyTopology
{
    private static readonly Gen<WorkloadKind> Kind = Gen.OneOf(WorkloadKind.Service, WorkloadKind.Service, WorkloadKind.Worker, WorkloadKind.Job, WorkloadKind.Store);

    private static readonly Gen<string> Word = Gen.OneOf("", "on", "007", "1e3", "a b", "http://other:8080/?a=b&c=d", "ünicode", "{\"a\": 1}", "- x", "#no comment", "$(NOTHING)", "line\nbreak", "'quoted'", "~", "null");

    private static readonly Gen<IngressKind> Ingress = Gen.OneOf<IngressKind>(
        new IngressKind.Controller("ingress-nginx", "nginx"), new IngressKind.Istio("istio-ingress", "ingressgateway", "istio-ingressgateway"), new IngressKind.Gateway("gateways", "envoy"));

    public static Gen<Topology> Any { get; } = Ingress.SelectMany(ingress => Workloads().Select(workloads => Of(ingress, workloads)));

    private static Gen<Workload[]> Workloads() => Gen.Int[1, 4].SelectMany(count => Workload().Array[count].Select(all => all.Select((each, index) => each with { Name = $"w{index}-{each.Kind.ToString().ToLowerInvariant()}" }).ToArray()));

    private static Gen<Workload> Workload() =>
        from kind in Kind
        from settings in Word.Array[0, 4]
        from secrets in Gen.Int[0, 2]
        from numbers in Gen.Int[1, 2000].Array[4]
        from arguments in Gen.OneOf("--verbose", "a b", "$(SETTING_0)").Array[0, 2]
        from probes in Gen.Int[0, 3]
        from scaled in Gen.Int[0, 2]
        select new Workload
        {
            Name = "",
            Kind = kind,
            Image = new Image.Existing($"registry.example.com:5000/team/image:{numbers[0]}"),
            Arguments = arguments.ToSequence(),
            Endpoints = kind is WorkloadKind.Job or WorkloadKind.Worker ? [] : [new("http", 8080, Protocol.Http), new("metrics", 9090, Protocol.Tcp)],
            Settings = settings.Select((value, index) => new Setting($"SETTING_{index}", Declared.Everywhere(value))).ToSequence(),
            Secrets = Enumerable.Range(0, secrets).Select(index => new Secret($"HIDDEN_{index}", Declared.Everywhere("vault"), $"entry-{index}")).ToSequence(),
            Replicas = Declared.Everywhere(kind == WorkloadKind.Job ? 1 : kind is WorkloadKind.Service or WorkloadKind.Worker && scaled > 0 ? 2 : numbers[1] % 5),
            Autoscaling = kind is WorkloadKind.Service or WorkloadKind.Worker && scaled > 0 ? Autoscaling.UpTo(2 + (numbers[0] % 30)).Measuring(scaled == 1 ? [new AutoscalingMetric.Cpu(70)] : [new AutoscalingMetric.Cpu(70), new AutoscalingMetric.Memory(80)]) : null,
            Capacity = Declared.Everywhere(new Capacity(numbers[1], numbers[2], numbers[3])),
            Probes = kind is WorkloadKind.Job or WorkloadKind.Worker ? [] : Enumerable.Range(0, probes).Select(index => new Probe((ProbeKind)index, index == 1 ? new ProbeCheck.Tcp("metrics") : new ProbeCheck.Http("/ready", "http"), TimeSpan.FromSeconds(1 + (numbers[0] % 30)), 1 + (numbers[1] % 5))).ToSequence(),
            Folders = kind == WorkloadKind.Store ? [new("/data", numbers[3]), new("/var/cache", 0)] : [],
            Shutdown = new(TimeSpan.FromSeconds(numbers[2] % 10), TimeSpan.FromSeconds(1 + (numbers[3] % 60))),
            User = 10001 + numbers[0],
        };

    private static Topology Of(IngressKind ingress, Workload[] workloads)
    {
        var one = new Environment
        {
            Name = "one",
            Order = 1,
            Namespace = "system-one",
            Host = "one.example.com",
            Registry = "registry.example.com",
            Ingress = ingress,
            Capabilities = new(new(1, 32), ingress is IngressKind.Istio ? new(1, 24) : new(0, 0)),
            AllowsApproximations = true,
            Telemetry = new Uri("http://collector.example.com:4317"),
            TlsSecret = "",
        };
        var routes = workloads.Where(each => each.Kind == WorkloadKind.Service).Select((each, index) => Route.Prefix(index == 0 ? "/" : $"/api/{each.Name}").To(each.Name));
        return new("system", [one, one with { Name = "two", Order = 2, Namespace = "system-two", Host = "two.example.com" }], workloads.ToSequence(), RouteTable.Of(routes));
    }
}
