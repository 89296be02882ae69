using System.Diagnostics;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Parity.Delivery;

namespace CommandLine.Delivery;

/// <summary>The verbs over a small system of two environments, against a real API server.</summary>
public sealed class DeliveryVerbTests
{
    private static readonly string[] Identity = ["-c", "user.name=T", "-c", "user.email=t@example.com"];

    [Fact]
    public async Task What_runs_who_changed_it_and_the_way_back_are_said()
    {
        await using var cluster = RealCluster.Start();
        using var checkout = new Checkout();
        var spaces = await SpacesAsync(cluster);
        Task<Said> Run(string greeting, params string[] verb) => checkout.RunAsync(builder => Declare(builder, spaces, greeting), [.. verb, .. cluster.Options]);
        var images = Images(checkout);

        var said = await Run("hello", "diff", "--environment", "dev", "--images", images);
        Assert.True(said.ExitCode == 1 && said.Output.Contains("to create", StringComparison.Ordinal), said.Output + said.Error);
        said = await Run("hello", "deploy", "--environment", "dev", "--images", images);
        Assert.True(said.ExitCode == 0 && said.Output.StartsWith("dev: release 1 is in place (", StringComparison.Ordinal), said.Output + said.Error);
        Assert.Equal((0, "dev: a deploy would change nothing\n"), await Run("hello", "diff", "--environment", "dev") is var same ? (same.ExitCode, same.Output) : default);
        Assert.Equal((0, "dev: everything is as the model says\n"), await Run("hello", "drift", "--environment", "dev") is var none ? (none.ExitCode, none.Output) : default);

        // A hand, seen alive and in a saved list.
        await cluster.ByHandAsync($"apis/apps/v1/namespaces/{spaces[0]}/deployments/web", """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":3}}""");
        var live = await Run("hello", "drift", "--environment", "dev", "--json");
        var drifted = JsonNode.Parse(live.Output)!.AsArray().Single()!;
        Assert.Equal((1, "Deployment/web", "spec.replicas", "1", "3", "somebody"), (live.ExitCode, (string)drifted["target"]!, (string)drifted["field"]!, (string)drifted["model"]!, (string)drifted["live"]!, (string)drifted["manager"]!));
        var dump = Path.Combine(checkout.Root, "saved.json");
        var objects = await LiveObjects.ReadAsync(cluster.Client, "shop", spaces[0], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(dump, new JsonObject { ["items"] = new JsonArray([objects.Namespace!.DeepClone(), .. objects.All.Select(body => body.DeepClone())]) }.ToJsonString(), TestContext.Current.CancellationToken);
        var saved = await checkout.RunAsync(builder => Declare(builder, spaces, "hello"), "drift", "--environment", "dev", "--json", "--dump", dump);
        Assert.Equal((1, live.Output), (saved.ExitCode, saved.Output));
        Assert.Equal(2, (await checkout.RunAsync(builder => Declare(builder, spaces, "hello"), "drift", "--environment", "dev", "--dump", "nowhere.json")).ExitCode);

        var refused = await Run("hi", "deploy", "--environment", "dev", "--images", images);
        Assert.True(refused.ExitCode == 1 && refused.Error.Contains("conflict with \"somebody\"", StringComparison.Ordinal) && refused.Output.Contains("refused; nothing was changed, release 1 runs", StringComparison.Ordinal), refused.Output + refused.Error);
        said = await Run("hi", "deploy", "--environment", "dev", "--images", images, "--take-over");
        Assert.True(said.ExitCode == 0, said.Output + said.Error);

        said = await Run("hi", "rollback", "--environment", "dev");
        Assert.True(said.ExitCode == 0 && said.Output.Contains("release 3 is in place", StringComparison.Ordinal), said.Output + said.Error);
        var history = JsonNode.Parse((await Run("hi", "history", "--environment", "dev", "--json")).Output)!.AsArray();
        Assert.Equal(["3 Deployed 1", "2 Deployed 0", "1 Deployed 0"], history.Select(release => $"{release!["number"]} {release["state"]} {release["rollbackOf"]}"));
        Assert.Equal(1, (await Run("hi", "rollback", "--environment", "dev", "--to", "9")).ExitCode);

        // The model says 'hi' and the release that runs says 'hello'; production has nothing.
        var status = await Run("hi", "status", "--json");
        var rows = JsonNode.Parse(status.Output)!.AsArray();
        Assert.Equal((1, "dev 3 ready", "production none "), (status.ExitCode, $"{rows[0]!["environment"]} {rows[0]!["release"]} {rows[0]!["health"]}", $"{rows[1]!["environment"]} {rows[1]!["release"]} {rows[1]!["health"]}"));
        Assert.NotEqual("none", (string)rows[0]!["drift"]!);
    }

    [Fact]
    public async Task Only_a_clean_checkout_of_the_same_commit_is_promoted_and_with_the_same_digests()
    {
        await using var cluster = RealCluster.Start();
        using var checkout = new Checkout();
        var spaces = await SpacesAsync(cluster);
        Task<Said> Run(params string[] verb) => checkout.RunAsync(builder => Declare(builder, spaces, "hello"), [.. verb, .. cluster.Options]);
        string[] promote = ["promote", "--from", "dev", "--to", "production", "--from-context", cluster.Context];
        await GitAsync(checkout, "init", "--quiet");
        await GitAsync(checkout, "add", "--all");
        await GitAsync(checkout, [.. Identity, "commit", "--quiet", "-m", "One"]);
        var said = await Run("deploy", "--environment", "dev", "--images", Images(checkout));
        Assert.True(said.ExitCode == 0, said.Output + said.Error);

        await File.AppendAllTextAsync(checkout.Project, "\n", TestContext.Current.CancellationToken);
        said = await Run(promote);
        Assert.True(said.ExitCode == 1 && said.Error.Contains("files here differ from commit", StringComparison.Ordinal), said.Output + said.Error);
        await GitAsync(checkout, [.. Identity, "commit", "--quiet", "--all", "-m", "Two"]);
        said = await Run(promote);
        Assert.True(said.ExitCode == 1 && said.Error.Contains("dev: release 1 is of commit", StringComparison.Ordinal), said.Output + said.Error);
        Assert.Equal("production: refused; nothing was changed\n", said.Output);

        await GitAsync(checkout, "checkout", "--quiet", "HEAD~1");
        said = await Run(promote);
        Assert.True(said.ExitCode == 0 && said.Output.Contains("production: release 1 is in place", StringComparison.Ordinal), said.Output + said.Error);
        Assert.Equal(await cluster.ImageAsync(spaces[0], "web"), await cluster.ImageAsync(spaces[1], "web"));

        // And back to a commit that production has left behind: refused as well.
        await GitAsync(checkout, "checkout", "--quiet", "-");
        Assert.Equal(0, (await Run("deploy", "--environment", "dev", "--images", Images(checkout))).ExitCode);
        await GitAsync(checkout, "checkout", "--quiet", "HEAD~1");
        said = await Run("deploy", "--environment", "dev", "--images", Images(checkout));
        Assert.True(said.ExitCode == 1 && said.Error.Contains("is older than", StringComparison.Ordinal), said.Output + said.Error);
    }

    private static async Task<string[]> SpacesAsync(RealCluster cluster)
    {
        var id = Guid.NewGuid().ToString("N")[..8];
        string[] spaces = [$"verbs-{id}-dev", $"verbs-{id}"];
        foreach (var space in spaces) await cluster.AddAsync(space);
        return spaces;
    }

    private static void Declare(IDistributedApplicationBuilder builder, string[] spaces, string greeting)
    {
        var dev = Checkout.Dev with { Namespace = spaces[0], Capabilities = new(new(1, 30), new(0, 0)) };
        builder.AddEnvironments([dev, dev with { Name = "production", Order = 2, Namespace = spaces[1], Host = "shop.example.com" }], "shop");
        builder.AddContainer("web", "registry.example.com/shop/web", "1.0").WithHttpEndpoint(targetPort: 8080, name: "http").WithEnvironment("GREETING", greeting);
    }

    private static string Images(Checkout checkout)
    {
        var file = Path.Combine(checkout.Root, "images.json");
        File.WriteAllText(file, $$"""{"web": "registry.example.com/shop/web@sha256:{{new string('a', 64)}}"}""");
        return file;
    }

    private static async Task GitAsync(Checkout checkout, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = checkout.Root, RedirectStandardError = true })!;
        var errors = await git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(git.ExitCode == 0, errors);
    }
}
