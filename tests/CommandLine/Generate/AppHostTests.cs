using System.Diagnostics;

namespace CommandLine.Generate;

/// <summary>The committed <c>manifests/</c> is the golden folder of the real AppHost; the test and the drift check are one.</summary>
public sealed class AppHostTests
{
    [Fact]
    public async Task Manifests_are_what_the_AppHost_says()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, "artifacts", "bin", "AppHost", Repository.Configuration, "AppHost.dll"), "generate", "--check"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        // Neither the machine's culture nor its settings reach the output.
        start.Environment["LC_ALL"] = "tr_TR.UTF-8";
        start.Environment["LANG"] = "tr_TR.UTF-8";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, $"{await output}\n{await error}");
    }
}
