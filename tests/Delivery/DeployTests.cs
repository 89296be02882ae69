using Parity.Delivery;
using Parity.Model;

namespace Delivery;

/// <summary>Against a real API server.</summary>
public sealed class DeployTests
{
    private static Topology With(Topology topology, string workload, Func<Workload, Workload> change) =>
        topology with { Workloads = topology.Workloads.Select(one => one.Name == workload ? change(one) : one).ToSequence() };

    [Fact]
    public async Task Deploys_changes_removes_and_rolls_back()
    {
        await using var cluster = await TestCluster.StartAsync();

        var first = await cluster.DeployAsync(cluster.Request());
        Assert.True(first is { Result: DeployResult.Deployed, Release: 1 }, cluster.Log);
        Assert.Equal([], Drift.Of(cluster.Request().Desired, await cluster.ReadAsync()));

        var again = await cluster.DeployAsync(cluster.Request());
        Assert.Equal((DeployResult.UpToDate, 1, 0), (again.Result, again.Release, again.Writes));

        // One setting: only that workload rolls.
        var before = await cluster.GenerationsAsync();
        var changed = With(cluster.Topology, "orders", orders => orders with { Settings = [new("Orders__HoldFor", Declared.Everywhere("7m"))] });
        var second = await cluster.DeployAsync(cluster.Request(changed, "c2"));
        Assert.True(second is { Result: DeployResult.Deployed, Release: 2 }, cluster.Log);
        var after = await cluster.GenerationsAsync();
        Assert.Equal(["Deployment/orders"], after.Where(one => before.TryGetValue(one.Key, out var generation) && generation != one.Value).Select(one => one.Key));

        // A workload less: its objects go, and nothing else.
        var smaller = changed with { Workloads = changed.Workloads.Where(one => one.Name != "fulfillment").ToSequence() };
        var third = await cluster.DeployAsync(cluster.Request(smaller, "c3"));
        Assert.True(third is { Result: DeployResult.Deployed, Release: 3 }, cluster.Log);
        var left = await cluster.GenerationsAsync();
        Assert.Equal(["fulfillment"], after.Keys.Except(left.Keys).Select(key => key.Split('/')[1].Split('-')[0]).Distinct());

        // Back to the first.
        var content = await cluster.Releases.ReadAsync(1, TestContext.Current.CancellationToken);
        var back = await cluster.DeployAsync(cluster.Request() with { Desired = content!, RollbackOf = 1 });
        Assert.True(back is { Result: DeployResult.Deployed, Release: 4 }, cluster.Log);
        Assert.Equal([], Drift.Of(cluster.Request().Desired, await cluster.ReadAsync()));
        Assert.Equal(
            [(4, ReleaseState.Deployed, 3, 1), (3, ReleaseState.Deployed, 2, 0), (2, ReleaseState.Deployed, 1, 0), (1, ReleaseState.Deployed, 0, 0)],
            (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).Select(release => (release.Number, release.State, release.Previous, release.RollbackOf)));
    }

    [Fact]
    public async Task Refuses_what_the_cluster_lacks_and_changes_nothing()
    {
        await using var cluster = await TestCluster.StartAsync(withSecrets: false);
        await cluster.SecretAsync("connection-string");

        var outcome = await cluster.DeployAsync(cluster.Request());

        Assert.Equal((DeployResult.Refused, 0), (outcome.Result, outcome.Writes));
        Assert.Equal(["secret shop-db: it has no key 'password', which postgres needs. Add the key."], outcome.Problems);
        Assert.Equal([], (await cluster.ReadAsync()).All);
    }

    [Fact]
    public async Task Names_the_owner_of_a_field_and_changes_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request())).Result);
        await Foreign.ScaleAsync(cluster, "catalog", 3);

        var drift = Assert.Single(Drift.Of(cluster.Request().Desired, await cluster.ReadAsync()));
        Assert.Equal(("Deployment/catalog", "spec.replicas", "1", "3", "somebody"), (drift.Target.ToString(), drift.Difference.Path, drift.Difference.Wanted, drift.Difference.Actual, drift.Manager));

        var outcome = await cluster.DeployAsync(cluster.Request(commit: "c2"));
        Assert.Equal(DeployResult.Refused, outcome.Result);
        Assert.Equal(["Deployment/catalog: .spec.replicas: conflict with \"somebody\" using apps/v1. Let that manager go of the field, or take it over with --take-over."], outcome.Problems);

        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request(commit: "c2") with { TakeOver = true })).Result);
        Assert.Equal([], Drift.Of(cluster.Request().Desired, await cluster.ReadAsync()));
    }

    [Fact]
    public async Task Restores_the_release_before_when_a_pod_never_gets_ready()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request())).Result);
        var before = cluster.Request();
        var request = cluster.Request(With(cluster.Topology, "storefront", one => one with { Settings = [new("New", Declared.Everywhere("1"))] }), "c2") with { Timeout = TimeSpan.FromSeconds(20) };
        foreach (var one in request.Desired.Objects.Where(one => one.Key.ToString() == "Deployment/storefront"))
            one.Body["spec"]!["template"]!["metadata"]!["annotations"] = TestCluster.Parse("""{"fake.kube/wait":"ImagePullBackOff"}""");

        var outcome = await cluster.DeployAsync(request);

        Assert.True(outcome is { Result: DeployResult.Restored, Release: 1 }, cluster.Log);
        Assert.Contains(outcome.Problems, problem => problem.Contains("ImagePullBackOff", StringComparison.Ordinal));
        Assert.Equal([], Drift.Of(before.Desired, await cluster.ReadAsync()));
        Assert.Equal([ReleaseState.Restored, ReleaseState.Deployed], (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).Select(release => release.State));
    }

    [Fact]
    public async Task An_older_commit_does_not_replace_a_newer_one()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.Equal(DeployResult.Deployed, (await cluster.DeployAsync(cluster.Request(commit: "c2"))).Result);

        var outcome = await cluster.DeployAsync(cluster.Request(commit: "c1") with { Compare = (_, _) => CommitOrder.Older });

        Assert.Equal((DeployResult.Refused, 0), (outcome.Result, outcome.Writes));
    }

    [Fact]
    public async Task Two_deploys_at_once_run_one_after_the_other()
    {
        await using var cluster = await TestCluster.StartAsync();
        var other = cluster.Request(With(cluster.Topology, "orders", one => one with { Settings = [] }), "c2");

        var outcomes = await Task.WhenAll(
            cluster.DeployAsync(cluster.Request() with { LeasePatience = TimeSpan.FromMinutes(4) }),
            cluster.DeployAsync(other with { LeasePatience = TimeSpan.FromMinutes(4) }));

        Assert.Equal([DeployResult.Deployed, DeployResult.Deployed], outcomes.Select(outcome => outcome.Result));
        Assert.Equal([1, 2], outcomes.Select(outcome => outcome.Release).Order());
        var newest = outcomes[0].Release == 2 ? cluster.Request() : other;
        Assert.Equal([], Drift.Of(newest.Desired, await cluster.ReadAsync()));
    }
}
