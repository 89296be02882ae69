using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Environment, arguments and project of a replica as properties of its snapshot; secrets are never in them.</summary>
internal static class SettingsSnapshot
{
    private const string Mask = "●●●●●●●●";

    public static ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables(IReadOnlyList<EnvVar>? effective, ReplicaSettings settings) =>
        [.. (effective ?? [])
            .Select(v => new EnvironmentVariableSnapshot(v.Name, settings.SecretNames.Contains(v.Name) ? Mask : v.Value ?? "", settings.Names.Contains(v.Name)))
            .OrderBy(v => v.Name, StringComparer.Ordinal)];

    public static ImmutableArray<ResourcePropertySnapshot> Set(this ImmutableArray<ResourcePropertySnapshot> properties, string name, object? value, bool isSensitive = false)
    {
        var property = new ResourcePropertySnapshot(name, value) { IsSensitive = isSensitive };
        return properties.FirstOrDefault(p => p.Name == name) is { } known ? properties.Replace(known, property) : properties.Add(property);
    }

    /// <summary>The arguments that the model gave, the last of all arguments, each with whether it holds a secret.</summary>
    public static ImmutableArray<ResourcePropertySnapshot> SetArguments(this ImmutableArray<ResourcePropertySnapshot> properties, IReadOnlyList<string> effective, ReplicaSettings settings)
    {
        var given = effective.Skip(effective.Count - Math.Min(effective.Count, settings.SecretArguments.Length)).ToImmutableArray();
        var anySecret = settings.SecretArguments.Contains(true);
        return properties
            .Set(KnownProperties.Resource.AppArgs, given, anySecret)
            .Set(KnownProperties.Resource.AppArgsSensitivity, settings.SecretArguments.Select(s => s ? 1 : 0).ToImmutableArray(), anySecret);
    }

    public static ImmutableArray<ResourcePropertySnapshot> SetProject(this ImmutableArray<ResourcePropertySnapshot> properties, IResource resource) =>
        resource.TryGetLastAnnotation<IProjectMetadata>(out var project)
            ? properties.Set(KnownProperties.Project.Path, project.ProjectPath).Set(KnownProperties.Project.LaunchProfile, LaunchProfileName(resource))
            : properties;

    private static string? LaunchProfileName(IResource resource) =>
        resource.TryGetLastAnnotation<LaunchProfileAnnotation>(out var profile) ? profile.LaunchProfileName
        : resource.TryGetLastAnnotation<DefaultLaunchProfileAnnotation>(out var fallback) ? fallback.LaunchProfileName
        : null;
}
