using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>
/// A workload that waits for a job rolls after it: each of its pods runs the job's program first, which ends at once where the job
/// has finished, since running a job again is harmless. It needs no right to ask the API server, and `kubectl apply -k` is enough.
/// </summary>
internal static class WaitContainers
{
    public static IEnumerable<Workload> Jobs(Target target, Workload workload) =>
        workload.WaitsFor.Order(StringComparer.Ordinal).Select(target.Find).OfType<Workload>();

    public static IEnumerable<V1Container> Of(Target target, Workload workload) => Jobs(target, workload).Select(job =>
    {
        var container = Containers.Of(target, job);
        container.Name = NameOf(job);
        container.VolumeMounts = [.. container.VolumeMounts.Where(mount => mount.Name != "secrets")];
        if (SecretVolumes.Mount(job, NameOf(job)) is { } secrets) container.VolumeMounts.Add(secrets);
        return container;
    });

    public static IEnumerable<V1Volume> VolumesOf(Target target, Workload workload) =>
        Jobs(target, workload).Select(job => SecretVolumes.Volume(target, job, NameOf(job))).OfType<V1Volume>();

    private static string NameOf(Workload job) => $"wait-for-{job.Name}";
}
