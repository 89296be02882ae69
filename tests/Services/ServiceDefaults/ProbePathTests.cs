using System.Text.RegularExpressions;

namespace Services.Defaults;

/// <summary>Ties the probes that are generated to the paths that a service maps: neither project sees the other.</summary>
public sealed partial class ProbePathTests
{
    // Workloads of images that are not ours say themselves where they answer.
    private static readonly string[] Foreign = ["dashboard"];

    [Fact]
    public async Task The_paths_that_manifests_probe_are_answered()
    {
        var paths = Directory.EnumerateFiles(Path.Combine(Root(new DirectoryInfo(AppContext.BaseDirectory)), "manifests"), "deployment.yaml", SearchOption.AllDirectories)
            .Where(file => !Foreign.Contains(Path.GetFileName(Path.GetDirectoryName(file))))
            .SelectMany(file => ProbePath().Matches(File.ReadAllText(file)).Select(match => match.Groups["path"].Value))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        await using var probe = await Probe.Start(Probe.Builder());

        Assert.Equal(["/alive", "/ready"], paths);
        foreach (var path in paths) Assert.Equal(200, await probe.Status(path));
    }

    private static string Root(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "System.sln")) ? folder.FullName : Root(folder.Parent!);

    // httpGet:
    //   path: /ready
    [GeneratedRegex(@"httpGet:\s+path: (?<path>\S+)")]
    private static partial Regex ProbePath();
}
