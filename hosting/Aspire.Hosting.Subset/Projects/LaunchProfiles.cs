using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>Properties/launchSettings.json of a project (https://learn.microsoft.com/aspnet/core/fundamentals/environments#development-and-launchsettingsjson).</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Lenient = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The profile that was asked for, else the one of the AppHost's own name, else the first that starts the project.</summary>
    public static NamedLaunchProfile? Effective(IResource project)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>() || !project.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
        {
            return null;
        }

        var profiles = Settings(metadata, project.Name)?.Profiles;
        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var asked))
        {
            return profiles is null ? null : profiles.TryGetValue(asked.LaunchProfileName, out var found)
                ? new(asked.LaunchProfileName, found)
                : throw new DistributedApplicationException($"Launch settings file of '{project.Name}' does not contain the profile '{asked.LaunchProfileName}'. It has: {string.Join(", ", profiles.Keys)}.");
        }

        if (project.TryGetLastAnnotation<DefaultLaunchProfileAnnotation>(out var same) && profiles?.GetValueOrDefault(same.LaunchProfileName) is { } ofSameName)
        {
            return new(same.LaunchProfileName, ofSameName);
        }

        return profiles?.Where(entry => entry.Value.CommandName?.ToLowerInvariant() is null or "" or "project" or "executable")
            .Select(entry => new NamedLaunchProfile(entry.Key, entry.Value)).FirstOrDefault();
    }

    private static LaunchSettings? Settings(IProjectMetadata metadata, string resourceName)
    {
        if (metadata.LaunchSettings is { } known)
        {
            return known;
        }

        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"Project file '{metadata.ProjectPath}' of resource '{resourceName}' was not found. Correct the path, or build the AppHost again after moving the project.");
        }

        string[] candidates = [Path.Combine(Path.GetDirectoryName(metadata.ProjectPath)!, "Properties", "launchSettings.json"), .. metadata.IsFileBasedApp ? [Path.ChangeExtension(metadata.ProjectPath, ".run.json")] : Array.Empty<string>()];
        if (Array.Find(candidates, File.Exists) is not { } path)
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<LaunchSettings>(stream, Lenient);
        }
        catch (JsonException malformed)
        {
            throw new DistributedApplicationException($"Failed to get effective launch profile for project resource '{resourceName}'. There is malformed JSON in the project's launch settings file at '{path}': {malformed.Message}", malformed);
        }
    }
}

internal sealed record NamedLaunchProfile(string Name, LaunchProfile Profile);
