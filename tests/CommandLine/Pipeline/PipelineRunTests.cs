using System.Text.Json;
using CommandLine.Delivery;
using CommandLine.Images;

namespace CommandLine.Pipeline;

/// <summary>The pipeline, run: up to and including deploys to the cluster of PARITY_TEST_KUBECONFIG, or to a saved one. The AppHost that these tests were built with stands in for the job that builds it; the suite itself is the job that tests.</summary>
[Collection(Tickets.Collection)]
public sealed class PipelineRunTests
{
    private static readonly string[] Checks = ["manifests", "config", "routes", "parity"];

    [Fact]
    public async Task Checks_hold_and_every_environment_gets_the_same_digests()
    {
        using var runner = await GitLabRunner.StartAsync();
        // What 'images' leaves; that job is run by the test below.
        await File.WriteAllTextAsync(Path.Combine(runner.Root, "images.json"), JsonSerializer.Serialize(new Dictionary<string, string> { ["orders"] = $"registry.example.com/tickets/orders@sha256:{new string('a', 64)}" }), TestContext.Current.CancellationToken);

        await DeployAsync(runner, Variables(runner));
    }

    [Fact]
    public async Task Images_are_built_once_and_go_all_the_way()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PARITY_TEST_PIPELINE") == "all", "builds all images, which takes minutes: set PARITY_TEST_PIPELINE=all.");
        await using var registry = await LoopbackRegistry.StartAsync();
        var below = await registry.PushMinimalImageAsync("base", "10.0");
        using var runner = await GitLabRunner.StartAsync();
        var variables = Variables(runner);
        variables["IMAGES"] = $"--registry {registry.Host}/tickets --base-image {below}";

        var (code, log) = await runner.RunAsync(variables, "images");
        Assert.True(code == 0, log);
        Assert.Contains("images.json written", log, StringComparison.Ordinal);
        await DeployAsync(runner, variables);
        foreach (var image in JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(runner.Root, "images.json"), TestContext.Current.CancellationToken))!.Values.Where(image => image.StartsWith(registry.Host, StringComparison.Ordinal)))
            await registry.ReadAsync(image);
    }

    [Fact]
    public async Task A_job_that_fails_fails_the_pipeline()
    {
        using var runner = await GitLabRunner.StartAsync();
        var variables = Variables(runner);
        await File.WriteAllTextAsync(Path.Combine(runner.Root, "images.json"), "{\"nobody\": \"x\"}", TestContext.Current.CancellationToken);

        var (code, log) = await runner.RunAsync(variables, "dev");

        Assert.NotEqual(0, code);
        Assert.Contains("IMAGE-001", log, StringComparison.Ordinal);
    }

    private static async Task DeployAsync(GitLabRunner runner, Dictionary<string, string> variables)
    {
        if (RealCluster.IsGiven)
        {
            await DeployToClusterAsync(runner, variables);
            return;
        }

        var (code, log) = await runner.RunAsync(variables, [.. Checks, "dev", "staging"]);

        Checked(code, log, runner);
        foreach (var environment in (string[])["dev", "staging"])
        {
            Assert.Matches($"{environment}: [1-9][0-9]* to create, 0 to change, 1 to delete", log);
            Assert.Contains("create Deployment/orders", log, StringComparison.Ordinal);
        }
    }

    private static async Task DeployToClusterAsync(GitLabRunner runner, Dictionary<string, string> variables)
    {
        await using var cluster = RealCluster.Start();
        await cluster.ServeAllKindsAsync();
        await Tickets.AddDevAsync(cluster);
        await Tickets.AddStagingAsync(cluster);
        variables["DEPLOY"] = string.Join(' ', cluster.Options);

        var (code, log) = await runner.RunAsync(variables, [.. Checks, "dev", "staging"]);

        Checked(code, log, runner);
        foreach (var environment in (string[])["dev", "staging"]) Assert.Contains($"{environment}: release 1 is in place", log, StringComparison.Ordinal);
        var images = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(Path.Combine(runner.Root, "images.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(Enumerable.Repeat(images["orders"], 2), [await cluster.ImageAsync("tickets-dev", "orders"), await cluster.ImageAsync("tickets-staging", "orders")]);
    }

    private static void Checked(int code, string log, GitLabRunner runner)
    {
        Assert.True(code == 0, log);
        Assert.Contains("manifests/ is what the model says", log, StringComparison.Ordinal);
        Assert.Contains("At parity", log, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(runner.Root, "parity.html")), log);
    }

    // A saved cluster stands in for one: it holds one object that the model no longer has.
    private static Dictionary<string, string> Variables(GitLabRunner runner)
    {
        var saved = Path.Combine(runner.Root, "saved.json");
        File.WriteAllText(saved, """{"items": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "gone", "labels": {"app.kubernetes.io/managed-by": "parity", "app.kubernetes.io/part-of": "tickets"}}}]}""");
        return new() { ["PARITY"] = $"dotnet {Repository.AppHost}", ["DEPLOY"] = $"--dump {saved}" };
    }
}
