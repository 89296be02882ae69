using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Delivery.Faults;
using Parity.Delivery;
using Parity.Model;

namespace Delivery;

/// <summary>What a deploy refuses before it changes anything, against a real API server.</summary>
public sealed class PreflightTests
{
    private static Topology Scaled(TestCluster cluster, int replicas) => cluster.Topology with
    {
        Workloads = cluster.Topology.Workloads.Select(one => one.Name == "storefront" ? one with { Replicas = Declared.Everywhere(replicas) } : one).ToSequence(),
    };

    private static async Task QuotaAsync(TestCluster cluster, string resource, string hard) => await cluster.Client.ApplyAsync(
        $"api/v1/namespaces/{cluster.Namespace}/resourcequotas/small",
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ResourceQuota", ["metadata"] = new JsonObject { ["name"] = "small" }, ["spec"] = new JsonObject { ["hard"] = new JsonObject { [resource] = hard } } },
        dryRun: false, force: true, TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<string>> RefusedAsync(TestCluster cluster, DeployRequest request, DelegatingHandler? faults = null)
    {
        var outcome = await cluster.DeployAsync(request, faults: faults);
        Assert.Equal((DeployResult.Refused, 0), (outcome.Result, outcome.Writes));
        return outcome.Problems;
    }

    [Fact]
    public async Task Everything_that_the_cluster_lacks_is_named_at_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        await QuotaAsync(cluster, "pods", "3");
        var keda = PromisedKinds.Of(new Capabilities(new(1, 30), new(0, 0)) { Keda = new(new Uri("http://prometheus.example.com")) });

        var problems = await RefusedAsync(cluster, cluster.Request() with { Kubernetes = new(1, 99), Promised = keda }, Fault.Without("keda.sh"));

        Assert.Equal(
            ["does not serve ScaledObject", "does not serve TriggerAuthentication", "runs Kubernetes, the environment declares 1.99", "needs pods=8, allowed is 3"],
            problems.Select(Said));

        static string Said(string problem) => Regex.Match(problem, @"does not serve \w+|(?<=it )runs Kubernetes|needs pods=8, allowed is 3").Value + Regex.Match(problem, ", the environment declares 1[.]99").Value;
    }

    [Fact]
    public async Task A_quota_must_leave_room_for_the_rollout()
    {
        await using var cluster = await TestCluster.StartAsync();
        var before = Scaled(cluster, 4);
        Assert.True(await cluster.DeployAsync(cluster.Request(before)) is { Result: DeployResult.Deployed }, cluster.Log);
        await QuotaAsync(cluster, "pods", "11");

        var changed = before with { Workloads = before.Workloads.Select(one => one.Name == "storefront" ? one with { Settings = [new("New", Declared.Everywhere("1"))] } : one).ToSequence() };
        Assert.Equal(
            ["quota small: the release needs pods=12 while it rolls, allowed is 11. Raise the quota or lower Capacity and Replicas."],
            await RefusedAsync(cluster, cluster.Request(changed, "c2")));

        await QuotaAsync(cluster, "pods", "12");
        Assert.True(await cluster.DeployAsync(cluster.Request(changed, "c2")) is { Result: DeployResult.Deployed }, cluster.Log);
    }

    [Fact]
    public async Task A_quota_is_shared_with_others_of_the_namespace()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.True(await cluster.DeployAsync(cluster.Request()) is { Result: DeployResult.Deployed }, cluster.Log);
        await cluster.Client.ApplyAsync($"api/v1/namespaces/{cluster.Namespace}/services/elsewhere", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Service",
            ["metadata"] = new JsonObject { ["name"] = "elsewhere" },
            ["spec"] = new JsonObject { ["type"] = "ExternalName", ["externalName"] = "example.org" },
        }, dryRun: false, force: true, TestContext.Current.CancellationToken);
        var own = cluster.Request().Desired.Objects.Count(one => one.Key.Kind == "Service");
        await QuotaAsync(cluster, "services", $"{own}");

        Assert.Equal(
            [$"quota small: the release needs services={own} and others of the namespace use 1, allowed is {own}. Raise the quota or lower Capacity and Replicas."],
            await RefusedAsync(cluster, cluster.Request(Scaled(cluster, 4), "c2")));

        await QuotaAsync(cluster, "services", $"{own + 1}");
        Assert.True(await cluster.DeployAsync(cluster.Request(Scaled(cluster, 4), "c2")) is { Result: DeployResult.Deployed }, cluster.Log);
    }

    [Fact]
    public async Task A_contract_that_does_not_hold_refuses()
    {
        await using var cluster = await TestCluster.StartAsync();

        Assert.Equal(["parity: as the test says"], await RefusedAsync(cluster, cluster.Request() with { Contract = _ => Task.FromResult<IReadOnlyList<string>>(["parity: as the test says"]) }));
    }
}
