using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>Containers whose image is not the same in every environment.</summary>
public static class ImageAuthoring
{
    /// <summary>
    /// A declared difference: <c>WithImageTag([("dev", "5.0-rc1"), ("staging", "4.2"), ("production", "4.2")], "dev tries the next version")</c>.
    /// A digest (<c>sha256:…</c>) is taken as one. A local run takes the tag of the environment it runs as.
    /// </summary>
    /// <param name="resource">The container.</param>
    /// <param name="tags">Tag of its image in every environment.</param>
    /// <param name="reason">Why they differ.</param>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> resource, IEnumerable<(string Environment, string Tag)> tags, string reason) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Declare(PerEnvironment.Of(tags, reason), isTag: true);
    }

    /// <summary>The same for the whole image: <c>WithImage([("dev", "mirror.example.com/search:4.2"), …], "dev pulls from its mirror")</c>.</summary>
    /// <param name="resource">The container.</param>
    /// <param name="images">Registry, name and tag or digest in every environment.</param>
    /// <param name="reason">Why they differ.</param>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> resource, IEnumerable<(string Environment, string Image)> images, string reason) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Declare(PerEnvironment.Of(images, reason), isTag: false);
    }

    private static IResourceBuilder<T> Declare<T>(this IResourceBuilder<T> resource, PerEnvironment<string> image, bool isTag) where T : ContainerResource
    {
        if (image.TryGet(DeclaredEnvironments.Local(resource.ApplicationBuilder), out var local))
        {
            if (!isTag) resource.WithImage(local);
            else if (local.StartsWith("sha256:", StringComparison.Ordinal)) resource.WithImageSHA256(local["sha256:".Length..]);
            else resource.WithImageTag(local);
        }

        return resource.WithAnnotation(new ImageAnnotation(image, isTag), ResourceAnnotationMutationBehavior.Replace);
    }
}
