using System.Collections.Concurrent;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The built program of a project. Starting it directly saves the 1 to 2 s that a nested <c>dotnet run</c> takes for each.
/// </summary>
internal sealed class ProjectPrograms(ProjectBuild build)
{
    private readonly ConcurrentDictionary<IResource, Lazy<Task<string>>> _targets = new();

    public async Task<Program> OfAsync(IResource resource, IProjectMetadata project, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(project.ProjectPath))!;
        var target = project is IBuiltProjectMetadata built
            ? built.TargetPath
            : await TargetAsync(resource, project, cancellationToken).ConfigureAwait(false);
        var apphost = Path.ChangeExtension(target, OperatingSystem.IsWindows() ? ".exe" : null);
        if (File.Exists(apphost) && apphost != target)
            return new Program(apphost, [], folder);
        if (File.Exists(target))
            return new Program("dotnet", [target], folder);
        throw new DistributedApplicationException($"The program of the project '{resource.Name}' is not at {target}. Build it with `dotnet build {project.ProjectPath}`.");
    }

    // All replicas share one build; one that failed is tried again at the next start.
    private async Task<string> TargetAsync(IResource resource, IProjectMetadata project, CancellationToken cancellationToken)
    {
        var target = _targets.GetOrAdd(resource, _ => new Lazy<Task<string>>(() => build.RunAsync(resource, project, cancellationToken)));
        try
        {
            return await target.Value.ConfigureAwait(false);
        }
        catch
        {
            _targets.TryRemove(KeyValuePair.Create(resource, target));
            throw;
        }
    }
}
