using System.Reflection;

namespace Aspire.Hosting.Runtime;

/// <summary>One place that may hold the runtime: what it is called, and the two programs it would hold.</summary>
internal sealed record BundlePlace(string Name, string? Dcp, string? Dashboard)
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    public static BundlePlace OfEnvironment(IConfiguration configuration) =>
        new("ASPIRE_DCP_PATH and ASPIRE_DASHBOARD_PATH",
            Program(configuration["ASPIRE_DCP_PATH"], "dcp"),
            Program(configuration["ASPIRE_DASHBOARD_PATH"], "aspire-managed"));

    public static BundlePlace OfHome(IConfiguration configuration)
    {
        var home = configuration["ASPIRE_HOME"] is { Length: > 0 } set ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aspire");
        return OfFolder("the bundle of an installed Aspire CLI", Path.Combine(home, "bundle"));
    }

    /// <summary>A bundle as the CLI unpacks it: <c>dcp/dcp</c> and <c>managed/aspire-managed</c>.</summary>
    public static BundlePlace OfFolder(string name, string folder) =>
        new(name, Path.Combine(folder, "dcp", "dcp" + Suffix), Path.Combine(folder, "managed", "aspire-managed" + Suffix));

    /// <summary>
    /// The bundle beside an <c>aspire</c> on PATH: in its own folder, in the folder above, or, for the npm package, where its
    /// link points to.
    /// </summary>
    public static IEnumerable<BundlePlace> OfCommandLine()
    {
        var command = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "aspire" + Suffix)).FirstOrDefault(File.Exists);
        if (command is null)
            return [new BundlePlace("the bundle of an `aspire` on PATH (there is none)", null, null)];
        var target = File.ResolveLinkTarget(command, returnFinalTarget: true)?.FullName ?? command;
        return new[] { command, target }.Select(path => Path.GetDirectoryName(path)!).Distinct()
            .SelectMany(folder => new[] { folder, Path.Combine(folder, "bundle"), Path.GetFullPath(Path.Combine(folder, "..")), Path.GetFullPath(Path.Combine(folder, "..", "bundle")) })
            .Select(folder => OfFolder($"the bundle of {command}", folder));
    }

    /// <summary>The paths that the build restored the bundle to, written into the AppHost's assembly.</summary>
    public static BundlePlace OfBuild(Assembly? appHost)
    {
        var metadata = appHost?.GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(a => a.Key, a => a.Value, StringComparer.OrdinalIgnoreCase);
        return new("the bundle restored by the AppHost's build",
            metadata?["dcpclipath"].FirstOrDefault(v => !string.IsNullOrEmpty(v)),
            metadata?["aspiredashboardpath"].FirstOrDefault(v => !string.IsNullOrEmpty(v)));
    }

    /// <summary>Only the targets of an AppHost write this fact about it.</summary>
    public static bool IsAppHost(Assembly? assembly) =>
        assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a.Key.Equals("apphostprojectpath", StringComparison.OrdinalIgnoreCase)) == true;

    // The variables may name the program or the folder that holds it, as with the official packages.
    private static string? Program(string? path, string name) =>
        string.IsNullOrWhiteSpace(path) ? null : Directory.Exists(path) ? Path.Combine(path, name + Suffix) : path;
}
