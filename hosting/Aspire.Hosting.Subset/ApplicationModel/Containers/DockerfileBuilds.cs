using System.Globalization;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    public static IResourceBuilder<ContainerResource> AddDockerfile(this IDistributedApplicationBuilder builder, [ResourceName] string name, string contextPath, string? dockerfilePath = null, string? stage = null) =>
        builder.AddResource(new ContainerResource(name)).WithDockerfile(contextPath, dockerfilePath, stage);

    public static IResourceBuilder<T> WithDockerfile<T>(this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(contextPath);
        var context = Path.TrimEndingDirectorySeparator(AppHostPaths.Resolve(builder.ApplicationBuilder, contextPath));
        var build = new DockerfileBuildAnnotation(context, Path.GetFullPath(dockerfilePath ?? "Dockerfile", context), stage);
        // Another tag for every run, so that a changed Dockerfile is never mistaken for the image of the last run.
        var name = builder.Resource.Name.ToLowerInvariant();
        var tag = AppHostProject.Sha256(string.Create(CultureInfo.InvariantCulture, $"{builder.ApplicationBuilder.AppHostDirectory}{DateTime.UtcNow.Ticks}"))[..40].ToLowerInvariant();
        if (builder.Resource.HasAnnotationOfType<ContainerImageAnnotation>())
        {
            build.ImageName = name;
            build.ImageTag = tag;
            return builder.WithAnnotation(build, ResourceAnnotationMutationBehavior.Replace);
        }

        return builder.WithAnnotation(build, ResourceAnnotationMutationBehavior.Replace).WithImage(name).WithImageRegistry(null).WithImageTag(tag);
    }

    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object? value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        BuildOf(builder.Resource, nameof(WithBuildArg)).BuildArguments[name] = value;
        return builder;
    }

    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource =>
        value.Resource.Secret
            ? throw new InvalidOperationException($"Cannot add secret parameter '{value.Resource.Name}' as build argument '{name}' while configuring resource '{builder.Resource.Name}'. Use WithBuildSecret instead.")
            : builder.WithBuildArg(name, (object)value.Resource);

    public static IResourceBuilder<T> WithBuildSecret<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        BuildOf(builder.Resource, nameof(WithBuildSecret)).BuildSecrets[name] = value.Resource;
        return builder;
    }

    private static DockerfileBuildAnnotation BuildOf(ContainerResource resource, string caller) => resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build)
        ? build
        : throw new InvalidOperationException($"The resource '{resource.Name}' does not have a Dockerfile build annotation. Call WithDockerfile before calling {caller}.");
}
