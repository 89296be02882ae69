using System.IO.Compression;
using System.Text.Json;

namespace Subset.Build;

/// <summary>The official packages are in no feed here, so a package of the same name and shape stands in for the SDK; what is tested is the evaluation.</summary>
public sealed class OfficialTests
{
    [Theory]
    [InlineData("official", true)]
    [InlineData("subset", false)]
    public async Task The_switch_takes_the_official_packages_or_the_subset_and_never_both(string hosting, bool isOfficial)
    {
        using var tree = Tree();
        tree.Environment["AspireHosting"] = hosting;

        var appHost = await EvaluateAsync(tree, "AppHost/AppHost.csproj");
        var authoring = await EvaluateAsync(tree, "hosting/Authoring/Parity.Authoring.csproj");

        Assert.Equal(isOfficial ? ["Aspire.Hosting.AppHost"] : [], appHost.Packages);
        Assert.Equal(isOfficial ? ["Aspire.Hosting"] : [], authoring.Packages);
        Assert.Equal(!isOfficial, authoring.Projects.Any(project => project.Contains("Aspire.Hosting.Subset", StringComparison.Ordinal)));
        Assert.Equal(isOfficial ? "13.5.2" : "", appHost.Property("StandInSdk"));
        Assert.Equal("true", appHost.Property("IsAspireHost"));
    }

    [Fact]
    public async Task The_official_SDK_takes_the_bundle_of_a_CLI_that_is_there()
    {
        using var tree = Tree();
        tree.Environment["AspireHosting"] = "official";
        tree.Environment["ASPIRE_HOME"] = tree.PathOf("home");
        tree.Environment["PATH"] = string.Join(':', (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(folder => !File.Exists(Path.Combine(folder, "aspire"))));

        var without = await EvaluateAsync(tree, "AppHost/AppHost.csproj");
        tree.Write("home/bundle/dcp/dcp", "");
        var with = await EvaluateAsync(tree, "AppHost/AppHost.csproj");

        Assert.Equal(("", tree.PathOf("home") + "/bundle"), (without.Property("AspireCliBundlePath"), with.Property("AspireCliBundlePath")));
        Assert.Equal("true", with.Property("AspireUseCliBundle"));
        Assert.Equal("true", with.Property("ASPIRE_SUPPRESS_CLI_RUN_HOOK"));
    }

    private static ProjectTree Tree()
    {
        var tree = new ProjectTree();
        var repository = Path.GetFullPath(Path.Combine(ProjectTree.Targets, "..", "..", ".."));
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "AppHost/AppHost.csproj", "hosting/Authoring/Parity.Authoring.csproj" }
            .Concat(Directory.GetFiles(ProjectTree.Targets).Select(path => Path.GetRelativePath(repository, path))))
        {
            tree.Write(file, File.ReadAllText(Path.Combine(repository, file)));
        }

        Directory.CreateDirectory(tree.PathOf("feed"));
        using var package = ZipFile.Open(tree.PathOf("feed", "aspire.apphost.sdk.13.5.2.nupkg"), ZipArchiveMode.Create);
        Add("Aspire.AppHost.Sdk.nuspec", """
            <package><metadata><id>Aspire.AppHost.Sdk</id><version>13.5.2</version><authors>stand-in</authors><description>stand-in</description>
            <packageTypes><packageType name="MSBuildSdk" /></packageTypes></metadata></package>
            """);
        Add("Sdk/Sdk.props", "<Project><PropertyGroup><IsAspireHost>true</IsAspireHost></PropertyGroup></Project>");
        Add("Sdk/Sdk.targets", "<Project><PropertyGroup><StandInSdk>13.5.2</StandInSdk></PropertyGroup></Project>");
        tree.Write("nuget.config", """
            <configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources>
            <config><add key="globalPackagesFolder" value="packages" /></config></configuration>
            """);
        return tree;

        void Add(string name, string text)
        {
            using var writer = new StreamWriter(package.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    private static async Task<Evaluation> EvaluateAsync(ProjectTree tree, string project)
    {
        var (exitCode, output) = await tree.RunAsync("dotnet", "msbuild", project, "-nologo", "-getItem:PackageReference,ProjectReference",
            "-getProperty:IsAspireHost,StandInSdk,AspireCliBundlePath,AspireUseCliBundle,ASPIRE_SUPPRESS_CLI_RUN_HOOK");
        Assert.True(exitCode == 0, output);
        return new(JsonDocument.Parse(output).RootElement);
    }

    private sealed record Evaluation(JsonElement Json)
    {
        public IEnumerable<string> Packages => Items("PackageReference").Where(name => name.StartsWith("Aspire.", StringComparison.Ordinal));

        public IEnumerable<string> Projects => Items("ProjectReference");

        public string Property(string name) => Json.GetProperty("Properties").GetProperty(name).GetString()!;

        private IEnumerable<string> Items(string name) => Json.GetProperty("Items").GetProperty(name).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!);
    }
}
