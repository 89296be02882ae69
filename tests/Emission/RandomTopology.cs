using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Emission;

/// <summary>Valid systems of any shape: workloads of every kind, on one to four clusters that have little in common.</summary>
internal sealed class RandomTopology
{
    private static readonly string[] Names = ["dev", "staging", "production", "abroad"];

    private readonly Random random;
    private readonly Environment[] environments;
    private readonly List<Workload> workloads = [];

    private RandomTopology(int seed)
    {
        random = new Random(seed);
        environments = [.. Names.Take(random.Next(1, 5)).Select(Environment)];
    }

    public static Topology Of(int seed)
    {
        var system = new RandomTopology(seed);
        for (var index = 0; index < system.random.Next(1, 5); index++) system.workloads.Add(system.Workload(index));
        return new("system", [.. system.environments], [.. system.workloads], system.Routes());
    }

    private Environment Environment(string name, int index)
    {
        var ingress = One<IngressKind>(new IngressKind.Controller("ingress-nginx", "nginx"), new IngressKind.Istio("istio-ingress", "ingressgateway", "gateway"), new IngressKind.Gateway("gateways", "cilium"));
        return new()
        {
            Name = name,
            Order = index + 1,
            Namespace = One("system", $"system-{name}", name),
            Host = $"{name}.example.com",
            Registry = One("registry.example.com/system", $"{name}.example.com:5000/system"),
            Ingress = ingress,
            Capabilities = new(One(new Version(1, 32), new Version(1, 35)), ingress is IngressKind.Istio ? One(new Version(1, 24), new Version(1, 26)) : new(0, 0))
            {
                Keda = ingress is not IngressKind.Gateway && Chance() ? new Keda(new Uri(One("http://prometheus:9090", $"http://prometheus.{name}:9090"))) : null,
            },
            AllowsApproximations = true,
            Telemetry = new Uri(One("http://collector.example.com:4317", $"http://collector.{name}:4317")),
            TlsSecret = One("", "tls"),
        };
    }

    private Workload Workload(int index)
    {
        var kind = index == 0 ? WorkloadKind.Service : One(WorkloadKind.Service, WorkloadKind.Worker, WorkloadKind.Job, WorkloadKind.Store);
        var endpoints = kind is WorkloadKind.Service or WorkloadKind.Store || Chance() ? Endpoints(kind) : [];
        var autoscaling = kind is WorkloadKind.Service or WorkloadKind.Worker && Chance() ? Scaled() : null;
        var probes = kind == WorkloadKind.Job ? [] : Probes(endpoints);
        return new()
        {
            Name = $"w{index}",
            Kind = kind,
            Image = Chance() ? new Image.Built($"w{index}") : new Image.Existing(Value(number => $"example.com/vendor/program:1.{number}")),
            Entrypoint = Some("/bin/program", "serve"),
            Arguments = Some("--lanes", "4"),
            Presence = index > 0 && environments.Length > 1 && Chance() ? Declared.Per("not everywhere", [.. environments.Select((environment, at) => (environment.Name, at == index % environments.Length))]) : Declared.Everywhere(true),
            Endpoints = endpoints,
            Settings = [.. Some("Mode", "Size").Select(key => new Setting(key, Value(number => $"{key} {number}")))],
            Secrets = [.. Some("Key", "ConnectionStrings__db").Select(key => new Secret(key, Value(number => $"vault-{number}"), "entry") { Form = One(SecretForm.File, SecretForm.Variable) })],
            References = [.. workloads.Where(other => other.Endpoints.Count > 0 && Chance()).Select(other => new Reference(other.Name, other.Endpoints[^1].Name))],
            Outsides = [.. Some("provider").Select(name => new Outside(name, 443))],
            WaitsFor = [.. workloads.Where(other => other.Kind == WorkloadKind.Job && kind != WorkloadKind.Job && Chance()).Select(job => job.Name)],
            SendsTelemetry = Chance(),
            Autoscaling = autoscaling,
            Replicas = kind == WorkloadKind.Job ? Declared.Everywhere(1) : autoscaling is not null ? Declared.Everywhere(autoscaling.Bounds.Minimum) : Value(number => number),
            Capacity = Value(number => new Capacity(100 * number, 64 * number, 32 * number)),
            Probes = [.. probes.OfType<Declared<Probe>.Everywhere>().Select(probe => probe.Value)],
            DifferingProbes = [.. probes.OfType<Declared<Probe>.Differing>().Select(probe => new DifferingProbe(probe.Values.Values.First().Kind, probe))],
            Folders = [.. Some("/var/spool").Select(path => new Folder(path, kind == WorkloadKind.Store ? 100 : 0))],
            Shutdown = new(TimeSpan.FromSeconds(random.Next(0, 3)), TimeSpan.FromSeconds(random.Next(1, 9))),
            User = 10001 + random.Next(9),
        };
    }

    private Sequence<Endpoint> Endpoints(WorkloadKind kind)
    {
        var first = kind == WorkloadKind.Store ? new Endpoint("tcp", 5432, Protocol.Tcp) : new Endpoint("http", 8080, One(Protocol.Http, Protocol.Http2));
        return Chance() ? [first] : [first, new("admin", 9090, Protocol.Tcp)];
    }

    private Declared<Probe>[] Probes(Sequence<Endpoint> endpoints) => [.. Enum.GetValues<ProbeKind>().Where(_ => Chance()).Select(kind =>
    {
        var probe = new Probe(kind, Check(endpoints), TimeSpan.FromSeconds(random.Next(1, 9)), random.Next(1, 5)) { Delay = TimeSpan.FromSeconds(random.Next(0, 3)) };
        var asks = Chance() && endpoints.Count > 0;
        return Value(number => number == 1 ? probe : asks ? probe with { Check = Other(endpoints, number) } : probe with { Delay = TimeSpan.FromSeconds(number + 3), Timeout = TimeSpan.FromSeconds(number) });
    })];

    private static ProbeCheck Check(Sequence<Endpoint> endpoints) => endpoints.Count == 0 ? new ProbeCheck.Command(["/bin/ask", "it"])
        : endpoints[0].Protocol == Protocol.Tcp ? new ProbeCheck.Tcp(endpoints[0].Name)
        : new ProbeCheck.Http("/ready", endpoints[0].Name);

    private static ProbeCheck Other(Sequence<Endpoint> endpoints, int number) => number == 2 ? new ProbeCheck.Command(["/bin/ask", "it", "it"]) : new ProbeCheck.Http($"/ready-{number}", endpoints[0].Name);

    private Parity.Model.Autoscaling Scaled()
    {
        var declared = Parity.Model.Autoscaling.UpTo(random.Next(4, 9)).Measuring(
            [new AutoscalingMetric.Cpu(70), .. Chance() ? [new AutoscalingMetric.Memory(80)] : Array.Empty<AutoscalingMetric>(), .. Chance() ? [new AutoscalingMetric.RequestsInFlight(10)] : Array.Empty<AutoscalingMetric>(), .. Chance() ? [new AutoscalingMetric.RequestRate(2.5)] : Array.Empty<AutoscalingMetric>()]);
        if (Chance()) declared = declared.During(new() { Days = [DayOfWeek.Friday], From = new(20, 30), To = new(1, 0), TimeZone = "Europe/Berlin", Floor = 3 });
        return environments.Length > 1 && Chance() ? declared.In(One(environments).Name, 1, 3 + random.Next(9), "fewer people there") : declared;
    }

    private RouteTable Routes()
    {
        var services = workloads.Where(workload => workload.Kind == WorkloadKind.Service && workload.Presence is Declared<bool>.Everywhere).ToArray();
        var rewrites = environments.All(environment => environment.Ingress is not IngressKind.Controller);
        return RouteTable.Of(Enumerable.Range(0, random.Next(0, 4)).Select(index =>
        {
            var match = Chance() ? Route.Prefix($"/path-{index}") : Route.Exact($"/path-{index}");
            if (Chance()) match = match.ForMethods("GET", "POST");
            if (Chance()) match = match.WithHeader("x-beta", "1");
            if (Chance()) match = match.OnHost("other.example.com");
            var route = match.To(One(services).Name, random.Next(1, 5)).WithRetries(random.Next(0, 3)) with { Timeout = Value(number => TimeSpan.FromSeconds(number - 1)) };
            if (services.Length > 1 && Chance() && services.FirstOrDefault(service => service.Name != route.Backends[0].Workload) is { } second) route = route with { Backends = route.Backends.Add(new(second.Name, Value(number => number - 1))) };
            if (environments.Length > 1 && Chance()) route = route.WithPresence(environments.Select((environment, at) => (environment.Name, at != index % environments.Length)), "not everywhere");
            return rewrites && Chance() ? route.WithRewrite("/new") : route;
        }));
    }

    // The same everywhere, or another value in each environment.
    private Declared<T> Value<T>(Func<int, T> of) => environments.Length > 1 && Chance()
        ? Declared.Per("it is so", [.. environments.Select((environment, index) => (environment.Name, of(index + 1)))])
        : Declared.Everywhere(of(1));

    private Sequence<string> Some(params string[] values) => Chance() ? [.. values.Take(random.Next(1, values.Length + 1))] : [];

    private T One<T>(params T[] values) => values[random.Next(values.Length)];

    private bool Chance() => random.Next(2) == 0;
}
