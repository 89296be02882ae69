using Parity.Model;
using Parity.Verification.Adoption.Facts;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Folders that are written to: emptyDir as scratch space, claims of a StatefulSet as kept.</summary>
internal static class FolderScaffold
{
    // Where a claim names no size.
    private const int VolumeMiB = 1024;

    public static Sequence<Folder> Of(WorkloadObject workload, WorkloadKind kind, ScaffoldNotes notes, string name)
    {
        var folders = new List<Folder>();
        var container = workload.Containers.First();
        foreach (var mount in container.Items("volumeMounts"))
        {
            var path = mount.Text("mountPath")?.TrimEnd('/') ?? "";
            if (path.Length < 2 || folders.Any(each => each.Path == path)) continue;
            var volume = mount.Text("name");
            var claim = workload.Object.Root.Items("spec", "volumeClaimTemplates").FirstOrDefault(each => each.Text("metadata", "name") == volume);
            if (claim is not null && kind == WorkloadKind.Store)
            {
                folders.Add(new(path, CapacityScaffold.Amount(claim.Text("spec", "resources", "requests", "storage"), 1.0 / (1 << 20)) ?? VolumeMiB));
                notes.Add(name, $"container {container.Text("name")} volumeMount {path}", "a kept folder names its own claim");
            }
            else if (workload.Pod?.Items("volumes").Any(each => each.Text("name") == volume && each.At("emptyDir") is not null) == true && path != "/tmp") folders.Add(new(path, 0));
        }
        return folders.OrderBy(each => each.Path, StringComparer.Ordinal).ToSequence();
    }

    public static bool KeepsSomething(WorkloadObject workload)
    {
        var claims = workload.Object.Root.Items("spec", "volumeClaimTemplates").Select(each => each.Text("metadata", "name")).ToHashSet(StringComparer.Ordinal);
        return workload.Containers.FirstOrDefault()?.Items("volumeMounts").Any(mount => claims.Contains(mount.Text("name")) && (mount.Text("mountPath")?.TrimEnd('/').Length ?? 0) > 1) == true;
    }

    public static string ClaimOf(Folder folder) => "folder" + string.Concat(folder.Path.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).TrimEnd('-');
}
