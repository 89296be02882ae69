using Parity.Delivery;
using Parity.Model;

namespace Delivery;

/// <summary>What <c>diff</c> says, against a real API server.</summary>
public sealed class PreviewTests
{
    [Fact]
    public async Task Names_every_field_that_a_deploy_would_change_and_changes_none()
    {
        await using var cluster = await TestCluster.StartAsync();
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request())).Result);
        Assert.Equal([], await new Preview(cluster.Client, cluster.Request().Desired).ReadAsync(takeOver: false, stop));

        var smaller = cluster.Topology with { Workloads = cluster.Topology.Workloads.Where(one => one.Name != "fulfillment").Select(one => one.Name == "storefront" ? one with { Replicas = Declared.Everywhere(4) } : one).ToSequence() };
        var before = cluster.Client.Writes;
        var changes = await new Preview(cluster.Client, cluster.Request(smaller).Desired).ReadAsync(takeOver: false, stop);

        Assert.Equal(0, cluster.Client.Writes - before);
        Assert.Equal(["fulfillment"], changes.Where(change => change.Kind == PreviewKind.Delete).Select(change => change.Target.Name.Split('-')[0]).Distinct());
        Assert.Contains(changes, change => change is { Kind: PreviewKind.Change } && change.Target.ToString() == "Deployment/storefront" && change.Fields.Any(field => (field.Path, field.Wanted) == ("spec.replicas", "4")));
    }

    [Fact]
    public async Task Says_who_owns_a_field_that_a_deploy_may_not_change()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request())).Result);
        await Foreign.ScaleAsync(cluster, "storefront", 3);

        var change = Assert.Single(await new Preview(cluster.Client, cluster.Request().Desired).ReadAsync(takeOver: false, TestContext.Current.CancellationToken));

        Assert.Equal((PreviewKind.Refused, "Deployment/storefront"), (change.Kind, change.Target.ToString()));
        Assert.Contains("\"somebody\"", Assert.Single(change.Refusals), StringComparison.Ordinal);
    }
}
