using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Probes that ask a path of an endpoint.</summary>
internal static class ProbeScaffold
{
    public static Sequence<Probe> Of(Node container, Sequence<Endpoint> endpoints, ScaffoldNotes notes, string workload)
    {
        var probes = new List<Probe>();
        foreach (var (field, kind) in new[] { ("startupProbe", ProbeKind.Startup), ("readinessProbe", ProbeKind.Readiness), ("livenessProbe", ProbeKind.Liveness) })
        {
            if (container.At(field) is not Mapping probe) continue;
            if (Check(container, probe, endpoints) is { } check)
            {
                probes.Add(new(kind, check, TimeSpan.FromSeconds(Math.Max(1, Number(probe, "periodSeconds", 10))), Math.Max(1, Number(probe, "failureThreshold", 3))));
                notes.Add(workload, $"container {container.Text("name")} {field}.httpGet", "a probe of the model asks an endpoint with GET, without headers");
            }
            else notes.Add(workload, $"container {container.Text("name")} {field}", "a container's probe is stated with WithHttpProbe: a GET of an endpoint");
        }
        return probes.ToSequence();
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
