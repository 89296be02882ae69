using Parity.Delivery;
using Parity.Model;

namespace Delivery;

/// <summary>Whose the number of replicas is, against a real API server.</summary>
public sealed class AutoscaledTests
{
    private static Topology Scaled(Topology topology) =>
        topology with { Workloads = topology.Workloads.Select(one => one.Name == "storefront" ? one with { Replicas = Declared.Everywhere(2), Autoscaling = Autoscaling.UpTo(6).AtLeast(2).Measuring(new AutoscalingMetric.Cpu(80)) } : one).ToSequence() };

    private static async Task<string> ReplicasAsync(TestCluster cluster)
    {
        var live = (await cluster.ReadAsync()).All.Single(body => ObjectKey.Of(body).ToString() == "Deployment/storefront");
        return live["spec"]!["replicas"]!.ToString();
    }

    [Fact]
    public async Task Replicas_stay_as_they_are_when_an_autoscaler_takes_over_and_come_back_when_it_goes()
    {
        await using var cluster = await TestCluster.StartAsync();
        var fixedNumber = cluster.Topology with { Workloads = cluster.Topology.Workloads.Select(one => one.Name == "storefront" ? one with { Replicas = Declared.Everywhere(4) } : one).ToSequence() };
        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request(fixedNumber))).Result);

        var outcome = await cluster.DeployAsync(cluster.Request(Scaled(cluster.Topology), "c2"));
        Assert.True(outcome.Result == DeployResult.Deployed, cluster.Log);
        Assert.Contains(await ReplicasAsync(cluster), new[] { "4", "2" }); // 4 as it was, or already scaled down by the autoscaler; 1 would be neither
        Assert.Equal([], Drift.Of(cluster.Request(Scaled(cluster.Topology)).Desired, await cluster.ReadAsync()));

        outcome = await cluster.DeployAsync(cluster.Request(fixedNumber, "c3"));
        Assert.True(outcome.Result == DeployResult.Deployed, cluster.Log);
        Assert.Equal("4", await ReplicasAsync(cluster));
    }

    [Fact]
    public async Task A_new_workload_starts_with_the_least_replicas_of_its_autoscaler()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request(Scaled(cluster.Topology)))).Result);
        Assert.Equal("2", await ReplicasAsync(cluster));
    }
}
