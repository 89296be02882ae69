namespace Aspire.Hosting;

public static class ExecutableResourceBuilderExtensions
{
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, [ResourceName] string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddExecutable(name, command, workingDirectory, (object[]?)args);

    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, [ResourceName] string name, string command, string workingDirectory, params object[]? args)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        var executable = builder.AddResource(new ExecutableResource(name, command, AppHostPaths.Resolve(builder, workingDirectory)));
        // By a callback: unlike WithArgs of values, the arguments given here make no relationship to what they mention.
        return args is null or [] ? executable : executable.WithArgs(context =>
        {
            foreach (var argument in args)
            {
                context.Args.Add(argument);
            }
        });
    }

    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string command) where T : ExecutableResource
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        Executable(builder.Resource).Command = command;
        return builder;
    }

    public static IResourceBuilder<T> WithWorkingDirectory<T>(this IResourceBuilder<T> builder, string workingDirectory) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Executable(builder.Resource).WorkingDirectory = AppHostPaths.Resolve(builder.ApplicationBuilder, workingDirectory);
        return builder;
    }

    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder) where T : ExecutableResource => builder.PublishAsDockerFile(_ => { });

    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configure) where T : ExecutableResource =>
        PublishedContainer.Replace(builder, builder.Resource.WorkingDirectory, configure);

    [Obsolete("Use builder.PublishAsDockerFile(c => c.WithBuildArg(name, value)) instead.")]
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, IEnumerable<DockerBuildArg>? buildArgs) where T : ExecutableResource =>
        builder.PublishAsDockerFile(container =>
        {
            foreach (var argument in buildArgs ?? [])
            {
                container.WithBuildArg(argument.Name, argument.Value);
            }
        });

    private static ExecutableAnnotation Executable(ExecutableResource resource) => resource.TryGetLastAnnotation<ExecutableAnnotation>(out var annotation)
        ? annotation
        : throw new InvalidOperationException($"The resource '{resource.Name}' is missing the {nameof(ExecutableAnnotation)}.");
}
