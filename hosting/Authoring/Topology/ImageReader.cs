using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>Where the program of a resource comes from.</summary>
internal static class ImageReader
{
    public static Image Read(Reading reading, IResource resource)
    {
        // A project, or a Dockerfile of this repository: the pipeline builds it and pushes it to the environment's registry.
        if (resource is ProjectResource || resource.HasAnnotationOfType<DockerfileBuildAnnotation>()) return new Image.Built(resource.Name.ToLowerInvariant());
        if (!resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            reading.Error("AUTHOR-002", resource, "it has no image.", "Use AddContainer(name, image, tag), or WithDockerfile.");
            return new Image.Existing(resource.Name);
        }

        var name = string.IsNullOrEmpty(image.Registry) ? image.Image : $"{image.Registry}/{image.Image}";
        return new Image.Existing(image.SHA256 is { Length: > 0 } digest ? $"{name}@sha256:{digest}" : $"{name}:{image.Tag ?? "latest"}");
    }
}
