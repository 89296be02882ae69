namespace Parity.Delivery;

/// <summary>The .NET SDK's container support, asked for an image in a file instead of one in a registry, so that nothing unfinished is ever pushed.</summary>
internal static class ContainerPublish
{
    /// <summary>Properties that decide what is compiled, the same for all projects.</summary>
    public static IReadOnlyDictionary<string, string> Properties(ImageOptions options, string targets)
    {
        var properties = new Dictionary<string, string>
        {
            ["Configuration"] = "Release",
            ["ContainerRuntimeIdentifier"] = options.Runtime,
            ["CustomAfterMicrosoftCommonTargets"] = targets,
            ["CustomAfterMicrosoftCommonCrossTargetingTargets"] = targets,
        };
        if (options.BaseImage.Length > 0) properties["ContainerBaseImage"] = options.BaseImage;
        return properties;
    }

    /// <returns>The file with the image, in the layout of OCI.</returns>
    /// <exception cref="ImageBuildException">The build fails.</exception>
    public static async Task<string> RunAsync(ImageProject project, ImageOptions options, ImageReference baseImage, string targets, string folder, CancellationToken cancellation)
    {
        var archive = Path.Combine(folder, "image.tar");
        var properties = new Dictionary<string, string>(Properties(options, targets))
        {
            ["ContainerBaseImage"] = baseImage.ToString(),
            ["ContainerArchiveOutputPath"] = archive,
            ["ContainerImageFormat"] = "OCI",
            ["ContainerRepository"] = project.Repository,
            ["ContainerUser"] = $"{project.User}",
            ["ContainerGenerateLabelsImageCreated"] = "false",
            // A publish never removes what an earlier one left in its folder.
            ["PublishDir"] = Path.Combine(folder, "publish") + Path.DirectorySeparatorChar,
            // Neither where the checkout lies nor where it was cloned from is part of a program.
            ["PathMap"] = $"{options.Root}{Path.DirectorySeparatorChar}=/_/",
            ["EnableSourceLink"] = "false",
            ["EnableSourceControlManagerQueries"] = "false",
        };
        var answer = await DotnetCommand.RunAsync(
            options.Root,
            Variables(baseImage.Registry, ImageReference.Parse($"{options.Registry}/{project.Repository}").Registry),
            ["publish", project.Project, "-t:PublishContainer", "-nologo", "-v:quiet", "-nodeReuse:false", .. properties.Select(property => DotnetCommand.Property(property.Key, property.Value))],
            cancellation);
        return answer.ExitCode == 0 && File.Exists(archive) ? archive : throw new ImageBuildException(answer.Errors);
    }

    // The SDK pulls with a login of its own unless it also pushes; where base and target are one registry, one login is meant for both.
    private static Dictionary<string, string> Variables(string baseRegistry, string registry)
    {
        var variables = new Dictionary<string, string>();
        if (RegistryAddress.MayBePlain(baseRegistry)) variables[RegistryAddress.InsecureVariable] = string.Join(',', new[] { Environment.GetEnvironmentVariable(RegistryAddress.InsecureVariable), baseRegistry }.Where(part => !string.IsNullOrEmpty(part)));
        if (baseRegistry != registry) return variables;
        foreach (var name in new[] { "UNAME", "PWORD" })
        {
            if (Environment.GetEnvironmentVariable($"DOTNET_CONTAINER_PULL_REGISTRY_{name}") is null && Environment.GetEnvironmentVariable($"DOTNET_CONTAINER_REGISTRY_{name}") is { } value)
                variables[$"DOTNET_CONTAINER_PULL_REGISTRY_{name}"] = value;
        }

        return variables;
    }
}
