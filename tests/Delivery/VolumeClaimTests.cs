using Parity.Delivery;
using Parity.Model;

namespace Delivery;

/// <summary>The data of a store that is no longer in the model, against a real API server.</summary>
public sealed class VolumeClaimTests
{
    private static Topology WithoutStore(TestCluster cluster) => cluster.Topology with
    {
        Workloads = cluster.Topology.Workloads.Where(one => one.Kind != WorkloadKind.Store).Select(one => one with { References = one.References.Where(reference => reference.Workload != "postgres").ToSequence(), WaitsFor = one.WaitsFor.Where(name => name != "postgres").ToSequence() }).ToSequence(),
    };

    private static async Task<string[]> ClaimsAsync(TestCluster cluster)
    {
        var claims = await cluster.Client.GetAsync($"api/v1/namespaces/{cluster.Namespace}/persistentvolumeclaims", TestContext.Current.CancellationToken);
        return [.. claims["items"]!.AsArray().Where(claim => claim!["metadata"]!["deletionTimestamp"] is null).Select(claim => claim!["metadata"]!["name"]!.ToString())];
    }

    [Fact]
    public async Task It_stays_unless_its_deletion_is_asked_for_and_then_goes_last()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.True(await cluster.DeployAsync(cluster.Request()) is { Result: DeployResult.Deployed }, cluster.Log);
        var before = await ClaimsAsync(cluster);
        Assert.NotEmpty(before);

        var request = cluster.Request(WithoutStore(cluster), "c2");
        var outcome = await cluster.DeployAsync(request);
        Assert.True(outcome is { Result: DeployResult.Deployed }, cluster.Log);
        Assert.Equal([], (await cluster.ReadAsync()).All.Select(body => ObjectKey.Of(body).Kind).Where(kind => kind == "StatefulSet"));
        Assert.Equivalent(before, await ClaimsAsync(cluster), strict: true);

        // A release that fails keeps the data, whatever was asked for.
        outcome = await cluster.DeployAsync(cluster.Request(WithoutStore(cluster), "c3") with { PruneData = true, Smoke = (_, _) => throw new DeployFailedException("as the test says") });
        Assert.True(outcome is { Result: DeployResult.Restored, Release: 2 }, cluster.Log);
        Assert.Equivalent(before, await ClaimsAsync(cluster), strict: true);

        // Nothing else is left to do.
        outcome = await cluster.DeployAsync(request with { PruneData = true });
        Assert.True(outcome is { Result: DeployResult.Deployed }, cluster.Log);
        Assert.Empty(await ClaimsAsync(cluster));
        outcome = await cluster.DeployAsync(request with { PruneData = true });
        Assert.Equal((DeployResult.UpToDate, 0), (outcome.Result, outcome.Writes));
    }
}
