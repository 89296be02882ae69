using Aspire.Hosting;

namespace Parity.Authoring;

/// <summary>The folder with PostgreSQL's programs: the one the AppHost's build restored, else the one on PATH.</summary>
internal sealed class PostgresBinaries(string? restored, string? searchPath)
{
    // Debian and its relatives keep initdb off PATH.
    private const string DebianRoot = "/usr/lib/postgresql";

    public static PostgresBinaries Of(IDistributedApplicationBuilder builder) =>
        new(builder.Configuration["PostgresBinPath"] ?? BuildMetadata.Of(builder, "postgresbinpath"), Environment.GetEnvironmentVariable("PATH"));

    public string Program(string name)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return Folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists)
            ?? throw new DistributedApplicationException(
                $"PostgreSQL's program '{name}' was not found. Looked in: {string.Join(", ", Folders())}. "
                + "Run 'npm ci' in the AppHost's folder, or install PostgreSQL 15 or newer and put its bin folder on PATH.");
    }

    private IEnumerable<string> Folders()
    {
        if (restored is { Length: > 0 }) yield return restored;
        foreach (var folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            if (File.Exists(Path.Combine(folder, "initdb")) || File.Exists(Path.Combine(folder, "initdb.exe"))) yield return folder;
        if (!Directory.Exists(DebianRoot)) yield break;
        foreach (var version in Directory.GetDirectories(DebianRoot).OrderByDescending(path => path, StringComparer.Ordinal))
            yield return Path.Combine(version, "bin");
    }
}
