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
}
