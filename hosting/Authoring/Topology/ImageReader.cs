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
        if (resource.Annotations.OfType<ImageAnnotation>().LastOrDefault() is { Value.Value: Declared<string>.Differing declared } differing)
            return new Image.Existing(declared with { Values = declared.Values.ToMap(value => value.Key, value => differing.IsTag ? Tagged(name, value.Value) : value.Value) });
        return new Image.Existing(image.SHA256 is { Length: > 0 } digest ? $"{name}@sha256:{digest}" : $"{name}:{image.Tag ?? "latest"}");
    }

    private static string Tagged(string name, string tag) => tag.StartsWith("sha256:", StringComparison.Ordinal) ? $"{name}@{tag}" : $"{name}:{tag}";
}
