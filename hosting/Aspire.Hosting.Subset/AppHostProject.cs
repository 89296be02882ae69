using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting;

/// <summary>Where the AppHost itself lives, which its assembly's metadata tell, and the names derived from it.</summary>
internal sealed record AppHostProject(Assembly? Assembly, string Directory, string Name)
{
    public string Path => System.IO.Path.GetFullPath(System.IO.Path.Join(Directory, Name));

    public static AppHostProject Of(DistributedApplicationOptions options, IHostEnvironment environment)
    {
        var assembly = options.AssemblyName is { } name ? System.Reflection.Assembly.Load(name) : System.Reflection.Assembly.GetEntryAssembly();
        return new(
            assembly,
            options.ProjectDirectory ?? Metadata(assembly, "AppHostProjectPath") ?? environment.ContentRootPath,
            Metadata(assembly, "AppHostProjectName") ?? environment.ApplicationName);
    }

    public static string Sha256(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? Metadata(Assembly? assembly, string key) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => string.Equals(metadata.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
