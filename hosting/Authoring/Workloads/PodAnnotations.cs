using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

internal sealed class ShutdownAnnotation(Shutdown shutdown) : IResourceAnnotation
{
    public Shutdown Shutdown { get; } = shutdown;
}

internal sealed class UserAnnotation(int user) : IResourceAnnotation
{
    public int User { get; } = user;
}

internal sealed class FolderAnnotation(Folder folder) : IResourceAnnotation
{
    public Folder Folder { get; } = folder;
}

/// <param name="path">Of the volume; empty for all.</param>
/// <param name="mebiBytes">Its size.</param>
internal sealed class VolumeSizeAnnotation(string path, int mebiBytes) : IResourceAnnotation
{
    public string Path { get; } = path;

    public int MebiBytes { get; } = mebiBytes;

    public bool Concerns(Folder folder) => folder.KeptMiB > 0 && (Path.Length == 0 || Path == folder.Path);
}

internal sealed class ClusterProbeAnnotation(Declared<Probe> probe) : IResourceAnnotation
{
    public Declared<Probe> Probe { get; } = probe;
}

internal sealed class OutsideAnnotation(Outside outside) : IResourceAnnotation
{
    public Outside Outside { get; } = outside;
}
