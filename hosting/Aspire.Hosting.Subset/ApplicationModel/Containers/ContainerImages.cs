namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    public static bool TryGetContainerImageName(this IResource resource, [NotNullWhen(true)] out string? imageName) =>
        resource.TryGetContainerImageName(useBuiltImage: true, out imageName);

    public static bool TryGetContainerImageName(this IResource resource, bool useBuiltImage, [NotNullWhen(true)] out string? imageName)
    {
        imageName = (useBuiltImage ? Built(resource) : null) ?? Pulled(resource);
        return imageName is not null;
    }

    public static bool RequiresImageBuild(this IResource resource) =>
        !resource.IsExcludedFromPublish() && (resource is ProjectResource || resource.HasAnnotationOfType<DockerfileBuildAnnotation>());

    public static bool RequiresImageBuildAndPush(this IResource resource) =>
        resource.RequiresImageBuild() && (!resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) || build.HasEntrypoint);

    public static IComputeEnvironmentResource? GetComputeEnvironment(this IResource resource) =>
        resource.TryGetLastAnnotation<ComputeEnvironmentAnnotation>(out var annotation) ? annotation.ComputeEnvironment : null;

    public static DeploymentTargetAnnotation? GetDeploymentTargetAnnotation(this IResource resource, IComputeEnvironmentResource? targetComputeEnvironment = null)
    {
        var selected = resource.GetComputeEnvironment();
        if (selected is not null && targetComputeEnvironment is not null && selected != targetComputeEnvironment)
        {
            return null;
        }

        var wanted = selected ?? targetComputeEnvironment;
        var targets = resource.Annotations.OfType<DeploymentTargetAnnotation>().ToList();
        if (selected is null && targets.Count > 1)
        {
            throw new InvalidOperationException($"Resource '{resource.Name}' has multiple compute environments - '{string.Join(", ", targets.Select(target => target.ComputeEnvironment?.Name))}'. Please specify a single compute environment using 'WithComputeEnvironment'.");
        }

        return targets.SingleOrDefault(target => wanted is null || target.ComputeEnvironment == wanted);
    }

    private static string? Built(IResource resource) =>
        resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && !string.IsNullOrEmpty(build.ImageName)
            ? build.ImageName + (string.IsNullOrEmpty(build.ImageTag) ? "" : $":{build.ImageTag}")
            : null;

    private static string? Pulled(IResource resource)
    {
        if (!resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            return null;
        }

        var registry = string.IsNullOrEmpty(image.Registry) ? "" : $"{image.Registry}/";
        var version = !string.IsNullOrEmpty(image.SHA256) ? $"@sha256:{image.SHA256}" : string.IsNullOrEmpty(image.Tag) ? "" : $":{image.Tag}";
        return registry + image.Image + version;
    }
}
