using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Probes that ask a path of an endpoint, connect to one, or run a command.</summary>
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
                if (check is ProbeCheck.Http) notes.Add(workload, $"container {container.Text("name")} {field}.httpGet", "a probe of the model asks an endpoint with GET, without headers");
            }
            else notes.Add(workload, $"container {container.Text("name")} {field}", "a probe of the model asks an endpoint with HTTP or TCP, or runs a command without a secret in it");
        }
        if (probes.Select(each => each.Check).OfType<ProbeCheck.Http>().FirstOrDefault() is { } first) AddImplied(probes, first, notes, workload, names);
        return probes.OrderBy(each => each.Kind).ToSequence();
    }

    // A probe of Aspire is a health check too, and what has one is asked at its start and before it gets requests.
    private static void AddImplied(List<Probe> probes, ProbeCheck check, ScaffoldNotes notes, string workload, IReadOnlyList<string> names)
    {
        foreach (var (kind, period, failures, field) in new[] { (ProbeKind.Startup, 1, 60, "startupProbe"), (ProbeKind.Readiness, 2, 2, "readinessProbe") })
        {
            if (probes.Any(each => each.Kind == kind)) continue;
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
