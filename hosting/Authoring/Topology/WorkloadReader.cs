using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>One resource of Aspire's model as a workload.</summary>
internal static class WorkloadReader
{
    public static async Task<Workload> ReadAsync(Reading reading, IResource resource, CancellationToken cancellation)
    {
        var form = resource.Annotations.OfType<ClusterFormAnnotation>().LastOrDefault()?.Workload;
        // A server's own program reads the form's settings, not the variables that the program of this machine gets.
        var environment = form is null ? await EnvironmentReader.ReadAsync(reading, resource, cancellation).ConfigureAwait(false) : EnvironmentReader.Declared(resource);
        var arguments = form?.Arguments ?? await ArgumentReader.ReadAsync(reading, resource, cancellation).ConfigureAwait(false);
        var endpoints = reading.EndpointsOf(resource);
        var folders = FolderReader.Read(reading, resource);
        var autoscaling = resource.Annotations.OfType<AutoscalingAnnotation>().LastOrDefault()?.Autoscaling;
        var probes = ProbeReader.Read(reading, resource, endpoints, form);
        var kind = Kind(reading, resource, form, endpoints, folders);
        return new Workload
        {
            Name = resource.Name,
            Kind = kind,
            Image = form?.Image ?? ImageReader.Read(reading, resource),
            Entrypoint = resource is ContainerResource { Entrypoint: { Length: > 0 } entrypoint } ? [entrypoint] : [],
            Arguments = arguments,
            Presence = resource.Annotations.OfType<PresenceAnnotation>().LastOrDefault()?.Value.Value ?? Declared.Everywhere(true),
            Endpoints = endpoints.Endpoints,
            Settings = [.. form?.Settings ?? [], .. environment.Settings],
            Secrets = [.. (form?.Secrets ?? []).Select(secret => secret with { Name = SecretName.Of(resource) }), .. environment.Secrets],
            References = environment.References,
            Outsides = [.. OutsideReader.Read(resource)],
            WaitsFor = [.. resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType == WaitType.WaitForCompletion).Select(wait => wait.Resource.Name).Distinct().Order(StringComparer.Ordinal)],
            SendsTelemetry = TelemetryReader.Read(reading, resource),
            Autoscaling = autoscaling,
            // Aspire's own WithReplicas is what a local run starts with where an autoscaler decides elsewhere.
            Replicas = resource.Annotations.OfType<ReplicasAnnotation>().LastOrDefault()?.Value.Value
                ?? (autoscaling is null ? form?.Replicas ?? Declared.Everywhere(resource.GetReplicaCount()) : Declared.Everywhere(autoscaling.Bounds.Minimum)),
            Capacity = resource.Annotations.OfType<CapacityAnnotation>().LastOrDefault()?.Value.Value ?? form?.Capacity ?? Declared.Everywhere(Default.Capacity),
            // A job ends, so what Aspire checks while it runs locally is no probe; one that is asked for is refused by the rules.
            Probes = kind == WorkloadKind.Job && !ProbeReader.IsAsked(resource) ? [] : probes.Same,
            DifferingProbes = probes.Differing,
            Folders = FolderReader.Sized(reading, resource, [.. form?.Folders ?? [], .. folders]),
            Shutdown = resource.Annotations.OfType<ShutdownAnnotation>().LastOrDefault()?.Shutdown ?? form?.Shutdown ?? Default.Shutdown,
            User = resource.Annotations.OfType<UserAnnotation>().LastOrDefault()?.User ?? form?.User ?? Default.User,
        };
    }

    private static WorkloadKind Kind(Reading reading, IResource resource, Workload? form, EndpointTable endpoints, Sequence<Folder> folders) =>
        resource.Annotations.OfType<KindAnnotation>().LastOrDefault()?.Kind
        ?? form?.Kind
        ?? (reading.IsJob(resource) ? WorkloadKind.Job
            : folders.Any(folder => folder.KeptMiB > 0) ? WorkloadKind.Store
            : endpoints.Endpoints.Count > 0 ? WorkloadKind.Service
            : WorkloadKind.Worker);
}
