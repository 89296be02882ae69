namespace Aspire.Hosting;

/// <summary>A project or executable that a deployment runs as a container built from its Dockerfile; everything said about it still counts.</summary>
internal sealed class PublishedContainer(IResource origin) : ContainerResource(origin.Name)
{
    public override ResourceAnnotationCollection Annotations => origin.Annotations;

    public static IResourceBuilder<T> Replace<T>(IResourceBuilder<T> builder, string contextPath, Action<IResourceBuilder<ContainerResource>>? configure) where T : IResource
    {
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        if (application.TryCreateResourceBuilder<PublishedContainer>(builder.Resource.Name, out var existing))
        {
            configure?.Invoke(existing);
            return builder;
        }

        application.Resources.Remove(builder.Resource);
        var container = application.AddResource(new PublishedContainer(builder.Resource));
        container.WithImage(builder.Resource.Name);
        container.WithDockerfile(contextPath);
        // The image has its own entrypoint; arguments of the local program mean nothing to it.
        container.WithArgs(context => context.Args.Clear());
        if (builder.Resource is ProjectResource)
        {
            container.WithEndpoint("http", endpoint => endpoint.TargetPort ??= 8080, createIfNotExists: false);
            container.WithEndpoint("https", endpoint => endpoint.TargetPort ??= 8080, createIfNotExists: false);
        }

        configure?.Invoke(container);
        builder.WithManifestPublishingCallback(context => context.WriteContainerAsync(container.Resource));
        return builder;
    }
}
