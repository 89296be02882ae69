using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>Builds a project that was added by its path and asks MSBuild where the program is.</summary>
internal sealed class ProjectBuild(ResourceLoggerService loggers)
{
    // Builds at the same time would write the outputs of projects that they share.
    private readonly Turn _turn = new();

    public async Task<string> RunAsync(IResource resource, IProjectMetadata project, CancellationToken cancellationToken)
    {
        if (!File.Exists(project.ProjectPath))
            throw new DistributedApplicationException($"The project '{resource.Name}' is not at {project.ProjectPath}. Correct the path in AddProject.");
        var log = loggers.GetLogger(resource);
        using var turn = await _turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (!project.SuppressBuild)
            await BuildAsync(resource, project, log, cancellationToken).ConfigureAwait(false);
        var target = (await RunDotnetAsync(["msbuild", project.ProjectPath, "-getProperty:TargetPath", "-nologo"], log: null, cancellationToken).ConfigureAwait(false)).Output.Trim();
        return target.Length > 0 ? target : throw new DistributedApplicationException($"MSBuild knows no TargetPath of {project.ProjectPath}: it builds no program.");
    }

    private static async Task BuildAsync(IResource resource, IProjectMetadata project, ILogger log, CancellationToken cancellationToken)
    {
        log.LogInformation("Building {Project}", project.ProjectPath);
        var (exitCode, output) = await RunDotnetAsync(["build", project.ProjectPath, "-nologo", "-v:quiet", "-clp:NoSummary", "--tl:off"], log, cancellationToken).ConfigureAwait(false);
        if (exitCode == 0)
            return;
        var errors = output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct().Take(10);
        throw new DistributedApplicationException($"The project '{resource.Name}' ({project.ProjectPath}) does not build:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}");
    }

    private static async Task<(int ExitCode, string Output)> RunDotnetAsync(string[] arguments, ILogger? log, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // A build server would outlive the application, and the AppHost's own `dotnet run` leaves its MSBuild settings behind.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = ReadAsync(process.StandardOutput, line => log?.LogInformation("{Line}", line));
        var errors = ReadAsync(process.StandardError, line => log?.LogError("{Line}", line));
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output.ConfigureAwait(false) + await errors.ConfigureAwait(false));
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string> observe)
    {
        var text = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            text.Append(line).Append('\n');
            observe(line);
        }
        return text.ToString();
    }
}
