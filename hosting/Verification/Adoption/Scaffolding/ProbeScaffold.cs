using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Probes that ask a path of an endpoint, connect to one, or run a command.</summary>
/// <param name="environments">The environments, in order.</param>
/// <param name="containers">The workload's container in each; null where it is absent.</param>
/// <param name="last">The one that counts where the environments cannot each have their own.</param>
/// <param name="endpoints">What a probe can ask.</param>
internal sealed class ProbeScaffold(IReadOnlyList<string> environments, IReadOnlyList<Node?> containers, Node last, Sequence<Endpoint> endpoints)
{
    private static readonly (string Field, ProbeKind Kind)[] Kinds = [("startupProbe", ProbeKind.Startup), ("readinessProbe", ProbeKind.Readiness), ("livenessProbe", ProbeKind.Liveness)];

    public static string FieldOf(ProbeKind kind) => Kinds.First(each => each.Kind == kind).Field;

    /// <summary>What asks otherwise in some environment, where each of them asks in a way that the model has.</summary>
    public Sequence<DifferingProbe> Differing()
    {
        var differing = new List<DifferingProbe>();
        foreach (var (field, kind) in Kinds)
        {
            var values = containers.Select((each, index) => (Environment: environments[index], Value: Read(each ?? last, field, kind))).ToList();
            if (values.All(each => each.Value is not null) && values.Select(each => each.Value).Distinct().Count() > 1)
                differing.Add(new(kind, ScaffoldBuilder.Declare<Probe>([.. values.Select(each => (each.Environment, each.Value!))])));
        }
        return differing.ToSequence();
    }

    private Probe? Read(Node container, string field, ProbeKind kind) => container.At(field) is not Mapping probe || Check(container, probe, endpoints) is not { } check ? null
        : new(kind, check, TimeSpan.FromSeconds(Math.Max(1, Number(probe, "periodSeconds", 10))), Math.Max(1, Number(probe, "failureThreshold", 3)))
        {
            Delay = TimeSpan.FromSeconds(Math.Max(0, Number(probe, "initialDelaySeconds", 0))),
            Timeout = TimeSpan.FromSeconds(Math.Max(1, Number(probe, "timeoutSeconds", 1))),
        };

    /// <summary>What asks alike everywhere, or as the last environment does; what is implied with it.</summary>
    public Sequence<Probe> Alike(Sequence<DifferingProbe> differing, ScaffoldNotes notes, string workload, IReadOnlyList<string> names)
    {
        var container = last;
        var probes = new List<Probe>();
        foreach (var (field, kind) in Kinds)
        {
            if (container.At(field) is not Mapping) continue;
            if (Read(container, field, kind) is { } read)
            {
                if (differing.All(each => each.Kind != kind)) probes.Add(read);
                if (read.Check is ProbeCheck.Http) foreach (var each in names) notes.Add(workload, $"container {each} {field}.httpGet.httpHeaders", "a probe of the model asks without headers");
                if (read.Check is ProbeCheck.Http) notes.Add(workload, $"container {container.Text("name")} {field}.httpGet", "a probe of the model asks an endpoint with GET, without headers");
            }
            else notes.Add(workload, $"container {container.Text("name")} {field}", "a probe of the model asks an endpoint with HTTP or TCP, or runs a command without a secret in it");
        }
        if (probes.Select(each => each.Check).OfType<ProbeCheck.Http>().FirstOrDefault() is { } first) AddImplied(probes, differing, first, notes, workload, names);
        return probes.OrderBy(each => each.Kind).ToSequence();
    }

    // A probe of Aspire is a health check too, and what has one is asked at its start and before it gets requests.
    private static void AddImplied(List<Probe> probes, Sequence<DifferingProbe> differing, ProbeCheck check, ScaffoldNotes notes, string workload, IReadOnlyList<string> names)
    {
        foreach (var (kind, period, failures, field) in new[] { (ProbeKind.Startup, 1, 60, "startupProbe"), (ProbeKind.Readiness, 2, 2, "readinessProbe") })
        {
            if (probes.Any(each => each.Kind == kind) || differing.Any(each => each.Kind == kind)) continue;
            probes.Add(new(kind, check, TimeSpan.FromSeconds(period), failures));
            foreach (var name in names) notes.Add(workload, $"container {name} {field}", "what has a probe is asked at its start and before it gets requests");
        }
    }

    private static ProbeCheck? Check(Node container, Mapping probe, Sequence<Endpoint> endpoints)
    {
        if (probe.At("httpGet") is { } get && (get.Text("scheme") ?? "HTTP") == "HTTP" && Endpoint(container, get, endpoints) is { } asked)
            return new ProbeCheck.Http(get.Text("path") ?? "/", asked);
        if (probe.At("tcpSocket") is { } connect && connect.Text("host") is null && Endpoint(container, connect, endpoints) is { } connected) return new ProbeCheck.Tcp(connected);
        IReadOnlyList<string> line = [.. probe.Items("exec", "command").OfType<Scalar>().Select(word => word.Value)];
        return line.Count > 0 && line.SequenceEqual(Sensitive.Mask(line), StringComparer.Ordinal) ? new ProbeCheck.Command(line.ToSequence()) : null;
    }

    private static string? Endpoint(Node container, Node at, Sequence<Endpoint> endpoints)
    {
        var port = at.Text("port") ?? "";
        var number = container.Items("ports").FirstOrDefault(each => each.Text("name") == port)?.Text("containerPort") ?? port;
        return endpoints.FirstOrDefault(each => each.Port.ToString(CultureInfo.InvariantCulture) == number)?.Name;
    }

    private static int Number(Mapping probe, string field, int otherwise) => int.TryParse(probe.Text(field), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
