namespace Aspire.Hosting.ApplicationModel;

[Obsolete("Use DockerfileBuildAnnotation to define docker build arguments.")]
public sealed class DockerBuildArg(string name, object? value = null)
{
    public string Name { get; init; } = name;

    public object? Value { get; init; } = value;
}
