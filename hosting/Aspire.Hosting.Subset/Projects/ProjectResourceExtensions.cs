namespace Aspire.Hosting.ApplicationModel;

public static class ProjectResourceExtensions
{
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model) => model.Resources.OfType<ProjectResource>();

    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);
        return projectResource.Annotations.OfType<IProjectMetadata>().ToList() switch
        {
            [var metadata] => metadata,
            [] => throw new InvalidOperationException($"Project resource '{projectResource.Name}' does not contain project metadata. Add it with AddProject, or annotate it with an {nameof(IProjectMetadata)}."),
            _ => throw new InvalidOperationException($"Project resource '{projectResource.Name}' has more than one {nameof(IProjectMetadata)} annotation. Leave only one."),
        };
    }
}
