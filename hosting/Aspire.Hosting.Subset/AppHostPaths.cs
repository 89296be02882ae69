namespace Aspire.Hosting;

internal static class AppHostPaths
{
    /// <summary>Paths of an AppHost are relative to its project, and may be written with either slash.</summary>
    public static string Resolve(IDistributedApplicationBuilder builder, string path) =>
        Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar), builder.AppHostDirectory);
}
