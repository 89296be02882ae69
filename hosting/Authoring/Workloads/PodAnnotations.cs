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

internal sealed class OutsideAnnotation(Outside outside) : IResourceAnnotation
{
    public Outside Outside { get; } = outside;
}
