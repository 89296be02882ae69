using System.Globalization;
using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Folders that can be written to, and the secrets.</summary>
internal static class Volumes
{
    public const string Secrets = "secrets";
    private const int LongestName = 63;
    private const int LongestPart = 48;

    public static List<V1Volume> Of(Target target, Workload workload)
    {
        var limit = new ResourceQuantity(string.Create(CultureInfo.InvariantCulture, $"{workload.Capacity.In(target.Environment.Name).StorageMiB}Mi"));
        List<V1Volume> volumes = [.. Scratch(workload).Select(path => new V1Volume { Name = NameOf(path), EmptyDir = new() { SizeLimit = limit } })];
        if (SecretVolumes.Volume(target, workload, Secrets) is { } secrets) volumes.Add(secrets);
        return volumes;
    }

    public static List<V1VolumeMount> Mounts(Workload workload)
    {
        List<V1VolumeMount> mounts = [.. Scratch(workload).Concat(Kept(workload).Select(folder => folder.Path)).Select(path => new V1VolumeMount { Name = NameOf(path), MountPath = path })];
        if (SecretVolumes.Mount(workload, Secrets) is { } secrets) mounts.Add(secrets);
        return mounts;
    }

    public static List<V1PersistentVolumeClaim> Claims(Workload workload) =>
        [.. Kept(workload).Select(folder => new V1PersistentVolumeClaim
        {
            ApiVersion = "v1",
            Kind = "PersistentVolumeClaim",
            Metadata = new() { Name = NameOf(folder.Path) },
            Spec = new()
            {
                AccessModes = ["ReadWriteOnce"],
                Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["storage"] = new(string.Create(CultureInfo.InvariantCulture, $"{folder.KeptMiB}Mi")) } },
            },
        })];

    private static IEnumerable<Folder> Kept(Workload workload) => workload.Folders.Where(folder => folder.KeptMiB > 0).OrderBy(folder => folder.Path, StringComparer.Ordinal);

    // Runtimes expect a folder for temporary files; the root file system is read-only.
    private static IEnumerable<string> Scratch(Workload workload) =>
        workload.Folders.Where(folder => folder.KeptMiB == 0).Select(folder => folder.Path).Concat(workload.Folders.Any(folder => folder.Path == "/tmp") ? [] : ["/tmp"]).Order(StringComparer.Ordinal);

    // Another path has another name: one whose letters a name cannot hold, or which is too long for one, gets its hash.
    private static string NameOf(string path)
    {
        var name = "folder" + string.Concat(path.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        return name.Length <= LongestName && path.All(letter => letter == '/' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)) ? name : $"{name[..Math.Min(name.Length, LongestPart)].TrimEnd('-')}-{ContentHash.Of(path)}";
    }
}
