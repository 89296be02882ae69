using System.Security.Cryptography;
using System.Text;
using Emission;
using Parity.Delivery;
using Parity.Emission;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Delivery.Promotion;

/// <summary>From one environment to the next, against a real API server.</summary>
public sealed class PromotionTests
{
    private static readonly Dictionary<string, string> Images = Shop.Topology.Workloads.Where(one => one.Image is Image.Built).ToDictionary(
        one => one.Name,
        one => $"registry.example.com/shop/{one.Name}@sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Name)))}");

    private static DeployRequest Request(TestCluster cluster, Topology topology, Environment environment, IReadOnlyDictionary<string, string> images) => cluster.Request(topology) with
    {
        Desired = DesiredState.Of(topology, environment, Emitter.Emit(topology, images.ToMap(image => image.Key, image => image.Value)).Objects[environment.Name]),
        Images = images,
    };

    [Fact]
    public async Task The_digests_of_a_healthy_release_go_on_and_nothing_else_does()
    {
        await using var first = await TestCluster.StartAsync();
        await using var second = await TestCluster.StartAsync();
        var stop = TestContext.Current.CancellationToken;
        var target = first.Environment with { Name = "staging", Order = 2, Namespace = second.Namespace, Host = Shop.Staging.Host };
        var topology = first.Topology with { Environments = [first.Environment, target, Shop.Production with { Ingress = target.Ingress, TlsSecret = "", AllowsApproximations = true, Capabilities = target.Capabilities }] };
        var check = new PromotionCheck(topology, first.Environment, target);

        var (none, nothing) = await check.RunAsync(first.Client, "c1", stop);
        Assert.Null(none);
        Assert.Equal(["dev: no release is recorded. Deploy there first."], nothing);

        var outcome = await first.DeployAsync(Request(first, topology, first.Environment, Images));
        Assert.True(outcome.Result == DeployResult.Deployed, string.Join('\n', outcome.Problems) + first.Log);

        var (release, problems) = await check.RunAsync(first.Client, "c1", stop);
        Assert.Equal([], problems);
        outcome = await second.DeployAsync(Request(second, topology, target, release!.Images));
        Assert.True(outcome.Result == DeployResult.Deployed, string.Join('\n', outcome.Problems) + second.Log);
        Assert.Equal(Digests(await first.ReadAsync()), Digests(await second.ReadAsync()));

        // Another commit, a hand in the source, the wrong way round: each is named.
        Assert.Contains("release 1 is of commit c1, here is c2", Assert.Single((await check.RunAsync(first.Client, "c2", stop)).Problems), StringComparison.Ordinal);
        Assert.Contains("files here differ from commit c1", Assert.Single((await check.RunAsync(first.Client, "c1-dirty", stop)).Problems), StringComparison.Ordinal);
        Assert.Contains("here is no commit", Assert.Single((await check.RunAsync(first.Client, "", stop)).Problems), StringComparison.Ordinal);
        await Foreign.ScaleAsync(first, "catalog", 3);
        Assert.Contains((await check.RunAsync(first.Client, "c1", stop)).Problems, problem => problem.Contains("spec.replicas is '3'", StringComparison.Ordinal) && problem.Contains("somebody", StringComparison.Ordinal));
        Assert.Contains((await new PromotionCheck(topology, target, first.Environment).RunAsync(first.Client, "c1", stop)).Problems, problem => problem.StartsWith("'staging' comes after 'dev'", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Digests(LiveObjects live) =>
        live.All.Where(body => RolloutState.IsRollout(body["kind"]!.ToString()))
            .SelectMany(body => body["spec"]!["template"]!["spec"]!["containers"]!.AsArray())
            .Select(container => container!["image"]!.ToString()).Where(image => image.Contains("@sha256:", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
}
