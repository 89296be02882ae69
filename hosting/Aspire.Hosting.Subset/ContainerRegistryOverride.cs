namespace Aspire.Hosting;

internal static class ContainerRegistryOverride
{
    public static Task ApplyAsync(DistributedApplicationModel model, string registry)
    {
        foreach (var image in model.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerImageAnnotation>()))
        {
            image.Registry = registry;
        }

        return Task.CompletedTask;
    }
}
