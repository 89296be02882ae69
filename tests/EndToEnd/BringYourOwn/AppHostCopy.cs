using System.Diagnostics;

namespace EndToEnd.BringYourOwn;

/// <summary>A copy of the AppHost in a folder of its own. It uses the repository's built projects, so only the copy and what is added to it are compiled.</summary>
internal sealed class AppHostCopy : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("parity-own-");

    public AppHostCopy()
    {
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig"])
            File.Copy(Path.Combine(LocalSystem.Root, file), Path.Combine(Root, file));
        Edit("Directory.Build.props", "</Project>",
            $"""
              <PropertyGroup>
                <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
                <RestoreLockedMode>false</RestoreLockedMode>
                <AspireBundleFolder>{LocalSystem.Root}/artifacts/aspire/</AspireBundleFolder>
                <NpmFolder>{LocalSystem.Root}/AppHost</NpmFolder>
              </PropertyGroup>
            </Project>
            """);
        var original = new DirectoryInfo(Path.Combine(LocalSystem.Root, "AppHost"));
        Directory.CreateDirectory(Path.Combine(Root, "AppHost"));
        foreach (var file in original.EnumerateFiles("*.cs").Concat(original.EnumerateFiles("*.csproj"))) file.CopyTo(Path.Combine(Root, "AppHost", file.Name));
        // The copy's own services/ besides the repository's; the line that finds them is the original's.
        Edit("AppHost/AppHost.csproj", "\"../services/*/*.csproj\"", $"\"../services/*/*.csproj;{LocalSystem.Root}/services/*/*.csproj\"");
        Edit("AppHost/AppHost.csproj", "\"../hosting/", $"\"{LocalSystem.Root}/hosting/");
    }

    public string Root => root.FullName;

    public string Program => Path.Combine(Root, "artifacts", "bin", "AppHost", "debug", "AppHost");

    public void Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Replaces a text, which must be there.</summary>
    public void Edit(string file, string text, string replacement)
    {
        var before = File.ReadAllText(Path.Combine(Root, file));
        Assert.Contains(text, before, StringComparison.Ordinal);
        Write(file, before.Replace(text, replacement, StringComparison.Ordinal));
    }

    /// <summary>Builds the added service, then the AppHost; what the repository holds has been built.</summary>
    public async Task BuildAsync(string service)
    {
        foreach (var project in (string[])[service, "AppHost"])
        {
            var (exitCode, output) = await RunAsync("dotnet", "build", project, "-nologo", "-tl:off", "-clp:NoSummary;ErrorsOnly", "-p:BuildProjectReferences=false");
            Assert.True(exitCode == 0, output);
        }
    }

    /// <summary>Runs a verb of the copy.</summary>
    public Task<(int ExitCode, string Output)> AskAsync(params string[] arguments) => RunAsync(Program, arguments);

    public void Dispose() => root.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        // Diagnostics stand after the result, so that JSON stays readable where all is well.
        return (process.ExitCode, process.ExitCode == 0 ? output : $"{output}\n{await errors}");
    }
}
