using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Parity.CommandLine;

/// <summary>The program that a project was built to.</summary>
/// <param name="Assembly">Its assembly.</param>
/// <param name="Problem">Why it cannot be asked, and what helps; empty where it can.</param>
internal sealed record BuiltProgram(string Assembly, string Problem);

/// <summary>Finds the built programs of the model's projects.</summary>
internal static class Programs
{
    // Programs that know check mode carry it.
    private const string CheckMode = "ServiceDefaults.dll";

    public static async Task<IReadOnlyDictionary<string, BuiltProgram>> FindAsync(IEnumerable<IResource> resources, CancellationToken cancellation)
    {
        var programs = new ConcurrentDictionary<string, BuiltProgram>();
        await Parallel.ForEachAsync(resources, cancellation, async (resource, stop) =>
        {
            if (resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault() is { } project) programs[resource.Name] = await FindAsync(Path.GetFullPath(project.ProjectPath), stop);
        });

        return programs;
    }

    private static async Task<BuiltProgram> FindAsync(string project, CancellationToken cancellation)
    {
        var assembly = Beside(project) ?? await TargetPathAsync(project, cancellation);
        if (assembly is null || !File.Exists(assembly)) return new("", $"its program is not built. Run 'dotnet build {project}'.");
        return File.Exists(Path.Combine(Path.GetDirectoryName(assembly)!, CheckMode))
            ? new(assembly, "")
            : new(assembly, $"its program has no check mode. Reference ServiceDefaults in {project} and call builder.AddServiceDefaults().");
    }

    // The AppHost's build has built every project next to it: artifacts/bin/<project>/debug, or <folder>/bin/Debug/net10.0.
    private static string? Beside(string project)
    {
        var (name, own) = (Path.GetFileNameWithoutExtension(project), new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
        string[] candidates =
        [
            Path.Combine(own.Parent?.Parent?.FullName ?? "", name, own.Name, $"{name}.dll"),
            Path.Combine(Path.GetDirectoryName(project)!, "bin", own.Parent?.Name ?? "", own.Name, $"{name}.dll"),
        ];
        return Array.Find(candidates, File.Exists);
    }

    // Another layout: the project itself knows.
    private static async Task<string?> TargetPathAsync(string project, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-getProperty:TargetPath", "-nologo"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start);
        if (process is null) return null;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var path = (await process.StandardOutput.ReadToEndAsync(cancellation)).Trim();
        await errors;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 && path.Length > 0 ? path : null;
    }
}
