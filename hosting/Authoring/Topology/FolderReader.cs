using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>Folders that a container writes to: Aspire's volumes are kept, scratch folders are not.</summary>
internal static class FolderReader
{
    public static Sequence<Folder> Read(Reading reading, IResource resource)
    {
        foreach (var mount in resource.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.BindMount))
            reading.Error("AUTHOR-004", resource, $"it mounts '{mount.Target}' from a folder of this machine.", "Use WithVolume for data, or put the files into the image.");
        return
        [
            .. resource.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == ContainerMountType.Volume).Select(mount => new Folder(mount.Target, Default.VolumeMiB)),
            .. resource.Annotations.OfType<FolderAnnotation>().Select(folder => folder.Folder),
        ];
    }

    /// <summary>The same folders, those that are kept with the sizes that the author gave them.</summary>
    public static Sequence<Folder> Sized(Reading reading, IResource resource, Sequence<Folder> folders)
    {
        VolumeSizeAnnotation[] sizes = [.. resource.Annotations.OfType<VolumeSizeAnnotation>()];
        foreach (var size in sizes.Where(size => !folders.Any(size.Concerns)))
            reading.Error("AUTHOR-006", resource, size.Path.Length == 0 ? "a size is given, but it has no volume." : $"a size is given for '{size.Path}', where it has no volume.", "Use WithVolume(name, target) and give WithVolumeSize the same target.");
        return [.. folders.Select(folder => Array.FindLast(sizes, size => size.Concerns(folder)) is { } size ? folder with { KeptMiB = size.MebiBytes } : folder)];
    }
}
