namespace Aspire.Hosting.ApplicationModel;

public static class ProjectResourceExtensions
{
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model) => model.Resources.OfType<ProjectResource>();

    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource) => projectResource.TryGetLastAnnotation<IProjectMetadata>(out var metadata)
        ? metadata
        : throw new DistributedApplicationException($"Project resource '{projectResource.Name}' does not contain project metadata. Add it with AddProject, or annotate it with an {nameof(IProjectMetadata)}.");
}
