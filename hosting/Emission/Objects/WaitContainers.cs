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
        var shared = Shared(target, workload);
        container.VolumeMounts = [.. container.VolumeMounts.Where(mount => mount.Name != Volumes.Secrets).Select(mount => shared.Contains(mount.Name) ? mount : new V1VolumeMount { Name = FolderOf(job, mount.Name), MountPath = mount.MountPath })];
        if (SecretVolumes.Mount(job, NameOf(job)) is { } secrets) container.VolumeMounts.Add(secrets);
        if (job.User != workload.User) (container.SecurityContext.RunAsUser, container.SecurityContext.RunAsGroup) = (job.User, job.User);
        return container;
    });

    /// <summary>The jobs' secrets, and the folders that the waiting workload has not itself.</summary>
    public static IEnumerable<V1Volume> VolumesOf(Target target, Workload workload)
    {
        var shared = Shared(target, workload);
        foreach (var job in Jobs(target, workload))
        {
            if (SecretVolumes.Volume(target, job, NameOf(job)) is { } secrets) yield return secrets;
            foreach (var folder in Volumes.Of(target, job).Where(volume => volume.EmptyDir is not null && !shared.Contains(volume.Name))) yield return new() { Name = FolderOf(job, folder.Name), EmptyDir = folder.EmptyDir };
        }
    }

    private static HashSet<string> Shared(Target target, Workload workload) => [.. Volumes.Of(target, workload).Where(volume => volume.EmptyDir is not null).Select(volume => volume.Name)];

    private static string FolderOf(Workload job, string volume) => $"{NameOf(job)}-{ContentHash.Of(volume)}";

    private static string NameOf(Workload job) => $"wait-for-{job.Name}";
}
