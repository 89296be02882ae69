using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>Probes from <c>WithHttpProbe</c>, <c>WithHttpHealthCheck</c> and <c>WithProbe</c>.</summary>
internal static partial class ProbeReader
{
    /// <summary>Where a project says that its process answers: ServiceDefaults maps it, and a test ties the two.</summary>
    public const string Alive = "/alive";

    /// <summary>Whether the author asked for a probe, and not only for a check of the local run.</summary>
    public static bool IsAsked(IResource resource) => resource.HasAnnotationOfType<EndpointProbeAnnotation>() || resource.HasAnnotationOfType<ClusterProbeAnnotation>();

    /// <summary>Those that are the same everywhere, and those that are not. What is asked for takes the place of what a server's form or a health check would give.</summary>
    public static (Sequence<Probe> Same, Sequence<DifferingProbe> Differing) Read(Reading reading, IResource resource, EndpointTable endpoints, Workload? form)
    {
        var asked = resource.Annotations.OfType<ClusterProbeAnnotation>().Select(probe => probe.Probe).ToList();
        Sequence<DifferingProbe> differing = [.. asked.Where(probe => probe is Declared<Probe>.Differing).Select(probe => new DifferingProbe(probe.All.Select(value => value.Kind).FirstOrDefault(), probe)).OrderBy(probe => probe.Kind)];
        var probes = resource.Annotations.OfType<EndpointProbeAnnotation>().Select(probe => Explicit(reading, resource, probe, endpoints))
            .Concat(asked.OfType<Declared<Probe>.Everywhere>().Select(probe => probe.Value)).ToList();
        var declared = probes.Select(probe => probe.Kind).Concat(differing.Select(probe => probe.Kind)).ToHashSet();
        probes.AddRange((form?.Probes ?? []).Where(probe => declared.Add(probe.Kind)));
        if (form is null && Check(resource, endpoints) is { } check)
        {
            // A project has a path that asks for nothing but the process; of a container only the check is known, and a failing dependency must not restart it.
            var process = resource is ProjectResource ? check with { Path = Alive } : check;
            if (declared.Add(ProbeKind.Startup)) probes.Add(new(ProbeKind.Startup, process, TimeSpan.FromSeconds(1), 60));
            if (declared.Add(ProbeKind.Readiness)) probes.Add(new(ProbeKind.Readiness, check, TimeSpan.FromSeconds(2), 2));
            if (resource is ProjectResource && declared.Add(ProbeKind.Liveness)) probes.Add(new(ProbeKind.Liveness, process, TimeSpan.FromSeconds(10), 3));
        }

        return ([.. probes.OrderBy(probe => probe.Kind)], differing);
    }

    private static Probe Explicit(Reading reading, IResource resource, EndpointProbeAnnotation probe, EndpointTable endpoints)
    {
        var kind = probe.Type switch
        {
            ProbeType.Startup => ProbeKind.Startup,
            ProbeType.Liveness => ProbeKind.Liveness,
            _ => ProbeKind.Readiness,
        };
        if (probe.SuccessThreshold != 1)
            reading.Error("PROBE-005", resource, $"its {kind} probe asks for {probe.SuccessThreshold} successes, which is not emitted.", "Remove successThreshold from WithHttpProbe.");
        return new(kind, new ProbeCheck.Http(probe.Path, endpoints.Find(probe.EndpointReference.EndpointName)?.Name ?? probe.EndpointReference.EndpointName), TimeSpan.FromSeconds(probe.PeriodSeconds), probe.FailureThreshold)
        {
            Delay = TimeSpan.FromSeconds(probe.InitialDelaySeconds),
            Timeout = TimeSpan.FromSeconds(probe.TimeoutSeconds),
        };
    }

    // Aspire keeps an HTTP health check under a key that says what it asks: catalog_http_/ready_200_check
    private static ProbeCheck.Http? Check(IResource resource, EndpointTable endpoints) =>
        (from check in resource.Annotations.OfType<HealthCheckAnnotation>()
         let match = Key().Match(check.Key.StartsWith($"{resource.Name}_", StringComparison.Ordinal) ? check.Key[(resource.Name.Length + 1)..] : "")
         where match.Success
         let endpoint = endpoints.Find(match.Groups["endpoint"].Value)
         where endpoint is not null
         // A probe takes any status from 200 to 399 for good.
         select new ProbeCheck.Http(match.Groups["path"].Value, endpoint.Name)).FirstOrDefault();

    /// <summary>The path that the HTTP health check of the resource asks at its first endpoint; null where it has none.</summary>
    public static string? CheckPath(IResource resource)
    {
        var first = resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(endpoint => endpoint.UriScheme == "http")?.Name;
        return (from check in resource.Annotations.OfType<HealthCheckAnnotation>()
                let match = Key().Match(check.Key.StartsWith($"{resource.Name}_", StringComparison.Ordinal) ? check.Key[(resource.Name.Length + 1)..] : "")
                where match.Success && match.Groups["endpoint"].Value == first
                select match.Groups["path"].Value).FirstOrDefault();
    }

    [GeneratedRegex("^(?<endpoint>[^_/]+)_(?<path>/?[^ ]*)_[0-9]{3}_check$")]
    private static partial Regex Key();
}
