using System.Globalization;
using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>The container of a workload.</summary>
internal static class Containers
{
    public static V1Container Of(Target target, Workload workload)
    {
        var image = ImageOf(target, workload);
        return new()
        {
            Name = workload.Name,
            Image = image,
            // A tag may be moved, a digest not.
            ImagePullPolicy = image.Contains("@sha256:", StringComparison.Ordinal) ? "IfNotPresent" : "Always",
            Command = workload.Entrypoint.Count == 0 ? null : [.. workload.Entrypoint],
            Args = workload.Arguments.Count == 0 ? null : [.. workload.Arguments],
            EnvFrom = SettingsEmitter.Sources(target, workload) is { Count: > 0 } sources ? sources : null,
            Env = SecretVariables.Of(target, workload) is { Count: > 0 } secrets ? secrets : null,
            Ports = workload.Endpoints.Count == 0 ? null : [.. workload.Endpoints.Select(endpoint => new V1ContainerPort { Name = endpoint.Name, ContainerPort = endpoint.Port, Protocol = "TCP" })],
            StartupProbe = Probes.Of(target, workload, ProbeKind.Startup),
            ReadinessProbe = Probes.Of(target, workload, ProbeKind.Readiness),
            LivenessProbe = Probes.Of(target, workload, ProbeKind.Liveness),
            // While the pod leaves the endpoints, it still gets requests; the sleep outlasts that.
            Lifecycle = workload.Kind == WorkloadKind.Job || workload.Shutdown.Delay < TimeSpan.FromSeconds(1) ? null : new() { PreStop = new() { Sleep = new() { Seconds = Seconds(workload.Shutdown.Delay) } } },
            Resources = Resources(workload.Capacity.In(target.Environment.Name)),
            SecurityContext = Restricted(),
            VolumeMounts = Volumes.Mounts(workload),
        };
    }

    public static string ImageOf(Target target, Workload workload) =>
        target.Images.TryGetValue(workload.Name, out var given) ? given : workload.Image switch
        {
            Image.Built built => $"{target.Environment.Registry}/{built.Repository}:latest",
            Image.Existing existing => existing.Reference.In(target.Environment.Name),
            _ => throw new InvalidOperationException(),
        };

    public static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    /// <summary>Requested CPU has no limit, since throttling serves nobody; memory has, since there is no less of it under pressure.</summary>
    public static V1ResourceRequirements Resources(Capacity capacity)
    {
        var memory = new ResourceQuantity(string.Create(CultureInfo.InvariantCulture, $"{capacity.MemoryMiB}Mi"));
        var storage = new ResourceQuantity(string.Create(CultureInfo.InvariantCulture, $"{capacity.StorageMiB}Mi"));
        return new()
        {
            Requests = new Dictionary<string, ResourceQuantity>
            {
                ["cpu"] = new(string.Create(CultureInfo.InvariantCulture, $"{capacity.MilliCpu}m")),
                ["ephemeral-storage"] = storage,
                ["memory"] = memory,
            },
            Limits = new Dictionary<string, ResourceQuantity> { ["ephemeral-storage"] = storage, ["memory"] = memory },
        };
    }

    // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
    public static V1SecurityContext Restricted() => new()
    {
        AllowPrivilegeEscalation = false,
        Capabilities = new() { Drop = ["ALL"] },
        Privileged = false,
        ReadOnlyRootFilesystem = true,
    };
}
