using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Contract;

namespace ServiceDefaults.Settings;

/// <summary>
/// A folder with one file per secret, as Kubernetes mounts them: <c>ConnectionStrings__shop</c> becomes
/// <c>ConnectionStrings:shop</c>. A mounted secret wins over every other source.
/// </summary>
internal static class SecretFiles
{
    private const string Conventional = "/run/secrets";

    public static void AddSecretFiles(this IHostApplicationBuilder builder)
    {
        var folder = builder.Settings().Optional("SecretsDirectory", "an absolute path of a folder that exists", Directory.Exists) ?? Conventional;
        if (Directory.Exists(folder)) builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: true);
        builder.RecordKeys();
    }

    /// <summary>The secrets that are mounted, by name.</summary>
    public static IEnumerable<string> Names()
    {
        var folder = Environment.GetEnvironmentVariable("SecretsDirectory") is { Length: > 0 } given ? given : Conventional;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)) : [];
    }
}
