namespace Aspire.Hosting.ApplicationModel;

public static class DistributedApplicationModelExtensions
{
    public static IEnumerable<IResource> GetComputeResources(this DistributedApplicationModel model) =>
        model.Resources.Where(resource => resource.IsContainer() || resource is ProjectResource || resource is IComputeResource)
            .Where(resource => !resource.IsExcludedFromPublish());

    public static IEnumerable<IResource> GetBuildResources(this DistributedApplicationModel model) =>
        model.Resources.Where(resource => resource.RequiresImageBuild());

    public static IEnumerable<IResource> GetBuildAndPushResources(this DistributedApplicationModel model) =>
        model.Resources.Where(resource => resource.RequiresImageBuildAndPush());
}
