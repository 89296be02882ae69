namespace Aspire.Hosting.ApplicationModel;

public static class DistributedApplicationModelExtensions
{
    public static IEnumerable<IResource> GetComputeResources(this DistributedApplicationModel model) =>
        model.Resources.Where(resource => resource.IsContainer() || resource.IsEmulator() || resource is ProjectResource)
            .Where(resource => !resource.IsExcludedFromPublish() && !IsOnlyBuilt(resource));

    public static IEnumerable<IResource> GetBuildResources(this DistributedApplicationModel model) =>
        model.Resources.Where(resource => resource.RequiresImageBuild());

    // An image without an entry point serves other images as a source of files.
    private static bool IsOnlyBuilt(IResource resource) =>
        resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && !build.HasEntrypoint;

    public static IEnumerable<IResource> GetBuildAndPushResources(this DistributedApplicationModel model) =>
        model.Resources.Where(resource => resource.RequiresImageBuildAndPush());
}
