using System.Diagnostics;

namespace Repository;

/// <summary>The tracked and new files of the checkout, as git sees them.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, sorted ordinally; ignored files are left out.</summary>
    public static IReadOnlyList<string> Files(params string[] patterns)
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", .. patterns])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var paths = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. paths.Where(path => File.Exists(Path.Combine(Root, path))).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "System.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No System.sln above {AppContext.BaseDirectory}.");
    }
}
