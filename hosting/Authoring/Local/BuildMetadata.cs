using System.Reflection;
using Aspire.Hosting;

namespace Parity.Authoring;

/// <summary>What the AppHost's build found out, kept as assembly metadata.</summary>
internal static class BuildMetadata
{
    public static string? Of(IDistributedApplicationBuilder builder, string key) =>
        builder.AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
