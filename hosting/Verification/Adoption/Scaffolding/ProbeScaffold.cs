using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Probes that ask a path of an endpoint.</summary>
internal static class ProbeScaffold
{
    public static Sequence<Probe> Of(Node container, Sequence<Endpoint> endpoints, ScaffoldNotes notes, string workload, IReadOnlyList<string> names)
    {
        var probes = new List<Probe>();
        foreach (var (field, kind) in new[] { ("startupProbe", ProbeKind.Startup), ("readinessProbe", ProbeKind.Readiness), ("livenessProbe", ProbeKind.Liveness) })
        {
            if (container.At(field) is not Mapping probe) continue;
            if (Check(container, probe, endpoints) is { } check)
            {
                probes.Add(new(kind, check, TimeSpan.FromSeconds(Math.Max(1, Number(probe, "periodSeconds", 10))), Math.Max(1, Number(probe, "failureThreshold", 3)))
                {
                    Delay = TimeSpan.FromSeconds(Math.Max(0, Number(probe, "initialDelaySeconds", 0))),
                    Timeout = TimeSpan.FromSeconds(Math.Max(1, Number(probe, "timeoutSeconds", 1))),
                });
                notes.Add(workload, $"container {container.Text("name")} {field}.httpGet", "a probe of the model asks an endpoint with GET, without headers");
            }
            else notes.Add(workload, $"container {container.Text("name")} {field}", "a container's probe is stated with WithHttpProbe: a GET of an endpoint");
        }
        if (probes.Count > 0) AddImplied(probes, notes, workload, names);
        return probes.OrderBy(each => each.Kind).ToSequence();
    }

    // A probe of Aspire is a health check too, and what has one is asked at its start and before it gets requests.
    private static void AddImplied(List<Probe> probes, ScaffoldNotes notes, string workload, IReadOnlyList<string> names)
    {
        var check = probes[0].Check;
        foreach (var (kind, period, failures, field) in new[] { (ProbeKind.Startup, 1, 60, "startupProbe"), (ProbeKind.Readiness, 2, 2, "readinessProbe") })
        {
            if (probes.Any(each => each.Kind == kind)) continue;
            probes.Add(new(kind, check, TimeSpan.FromSeconds(period), failures));
            foreach (var name in names) notes.Add(workload, $"container {name} {field}", "what has a probe is asked at its start and before it gets requests");
        }
    }

    private static ProbeCheck.Http? Check(Node container, Mapping probe, Sequence<Endpoint> endpoints)
    {
        if (probe.At("httpGet") is { } get && (get.Text("scheme") ?? "HTTP") == "HTTP" && Endpoint(container, get, endpoints) is { } asked)
            return new ProbeCheck.Http(get.Text("path") ?? "/", asked);
        return null;
    }

    private static string? Endpoint(Node container, Node at, Sequence<Endpoint> endpoints)
    {
        var port = at.Text("port") ?? "";
        var number = container.Items("ports").FirstOrDefault(each => each.Text("name") == port)?.Text("containerPort") ?? port;
        return endpoints.FirstOrDefault(each => each.Port.ToString(CultureInfo.InvariantCulture) == number)?.Name;
    }

    private static int Number(Mapping probe, string field, int otherwise) => int.TryParse(probe.Text(field), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
