using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CommandLine.Pipeline;

/// <summary>Runs <c>.gitlab-ci.yml</c> in a folder of its own with <c>gitlab-ci-local</c>, each job in a shell.</summary>
internal sealed partial class GitLabRunner : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pipeline");
    private readonly string program;

    private GitLabRunner(string program) => this.program = program;

    public string Root => folder.FullName;

    public static async Task<GitLabRunner> StartAsync()
    {
        string[] missing = [.. new[] { "npm", "git", "rsync" }.Where(tool => !Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(path => File.Exists(Path.Combine(path, tool))))];
        Assert.SkipUnless(missing.Length == 0, $"{string.Join(", ", missing)} missing: the pipeline is run with gitlab-ci-local. Install Debian's packages of these names (.ci/run does).");
        var runner = new GitLabRunner(await InstallAsync());
        File.Copy(GitLabPipeline.File, Path.Combine(runner.Root, ".gitlab-ci.yml"));
        await runner.GitAsync("init", "--quiet", "--initial-branch=main");
        await runner.GitAsync("remote", "add", "origin", "git@gitlab.example.com:team/tickets.git");
        await runner.GitAsync("add", "--all");
        await runner.GitAsync("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "Add the pipeline");
        return runner;
    }

    /// <summary>Runs jobs of one stage after the other, those of a stage side by side, as GitLab does.</summary>
    public Task<(int ExitCode, string Log)> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] jobs) => RunAsync(
        program,
        Root,
        [.. jobs, "--force-shell-executor", "--no-color", "--concurrency", "2", "--home", Path.Combine(Root, ".home"), .. variables.SelectMany(variable => (string[])["--variable", $"{variable.Key}={variable.Value}"])]);

    public void Dispose() => folder.Delete(recursive: true);

    // One installation beside what is built, as long as the lock file is the same.
    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(Repository.Root, "tests", "CommandLine", "Pipeline");
        var target = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "gitlab-ci-local")).FullName;
        var (wanted, installed) = (Path.Combine(source, "package-lock.json"), Path.Combine(target, "installed.json"));
        if (!File.Exists(installed) || File.ReadAllText(installed) != File.ReadAllText(wanted))
        {
            foreach (var file in (string[])["package.json", "package-lock.json"]) File.Copy(Path.Combine(source, file), Path.Combine(target, file), overwrite: true);
            var (code, log) = await RunAsync("npm", target, ["ci", "--no-audit", "--no-fund"]);
            Assert.SkipUnless(code == 0, $"gitlab-ci-local could not be installed with 'npm ci' in {source}: {log}");
            File.Copy(wanted, installed, overwrite: true);
        }

        return Path.Combine(target, "node_modules", ".bin", "gitlab-ci-local");
    }

    private async Task GitAsync(params string[] arguments)
    {
        var (code, log) = await RunAsync("git", Root, arguments);
        Assert.True(code == 0, log);
    }

    private static async Task<(int ExitCode, string Log)> RunAsync(string program, string folder, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, Colour().Replace($"{output}\n{await error}", ""));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex("\u001b\\[[0-9;]*[mK]")]
    private static partial Regex Colour();
}
