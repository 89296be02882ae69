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
        var environment = form is null ? await EnvironmentReader.ReadAsync(reading, resource, cancellation).ConfigureAwait(false) : EnvironmentReader.Declared(reading, resource);
        var arguments = form?.Arguments ?? await ArgumentReader.ReadAsync(reading, resource, cancellation).ConfigureAwait(false);
        var endpoints = reading.EndpointsOf(resource);
        var folders = FolderReader.Read(reading, resource);
        var autoscaling = resource.Annotations.OfType<AutoscalingAnnotation>().LastOrDefault()?.Autoscaling;
        var kind = Kind(reading, resource, form, endpoints, folders);
        return new Workload
        {
            Name = resource.Name,
            Kind = kind,
            Image = form?.Image ?? ImageReader.Read(reading, resource),
            Entrypoint = resource is ContainerResource { Entrypoint: { Length: > 0 } entrypoint } ? [entrypoint] : [],
            Arguments = arguments,
            Presence = Value(reading, resource, resource.Annotations.OfType<PresenceAnnotation>().LastOrDefault()?.Value, "presence", "WithPresence") ?? Declared.Everywhere(true),
            Endpoints = endpoints.Endpoints,
            Settings = [.. form?.Settings ?? [], .. environment.Settings],
            Secrets = [.. (form?.Secrets ?? []).Select(secret => secret with { Name = SecretName.Of(reading, resource) }), .. environment.Secrets],
            References = environment.References,
            Outsides = [.. OutsideReader.Read(resource)],
            WaitsFor = [.. resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType == WaitType.WaitForCompletion).Select(wait => wait.Resource.Name).Distinct().Order(StringComparer.Ordinal)],
            SendsTelemetry = TelemetryReader.Read(reading, resource),
            Autoscaling = autoscaling,
            // Aspire's own WithReplicas is what a local run starts with where an autoscaler decides elsewhere.
            Replicas = Value(reading, resource, resource.Annotations.OfType<ReplicasAnnotation>().LastOrDefault()?.Value, "replicas", "WithReplicas")
                ?? (autoscaling is null ? form?.Replicas ?? Declared.Everywhere(resource.GetReplicaCount()) : Declared.Everywhere(autoscaling.Bounds.Minimum)),
            Capacity = Value(reading, resource, resource.Annotations.OfType<CapacityAnnotation>().LastOrDefault()?.Value, "capacity", "WithCapacity") ?? form?.Capacity ?? Declared.Everywhere(Default.Capacity),
            Probes = form?.Probes ?? (kind == WorkloadKind.Job && !resource.HasAnnotationOfType<EndpointProbeAnnotation>() && !resource.HasAnnotationOfType<ClusterProbeAnnotation>() ? [] : ProbeReader.Read(reading, resource, endpoints)),
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

    private static Declared<T>? Value<T>(Reading reading, IResource resource, PerEnvironment<T>? declared, string what, string call)
    {
        if (declared is null) return null;
        reading.Report(declared.Check(resource.Name, what, call));
        return declared.Value;
    }
}
