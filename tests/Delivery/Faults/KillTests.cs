using Parity.Delivery;

namespace Delivery.Faults;

/// <summary>Deploys that end in the middle without a word, and what the next one makes of it.</summary>
public sealed class KillTests
{
    private const int Kills = 20;

    [Fact]
    public async Task A_deploy_that_is_run_again_after_a_kill_at_any_moment_completes()
    {
        await using var cluster = await TestCluster.StartAsync();
        var stop = TestContext.Current.CancellationToken;
        var random = new Random(5);
        DeployRequest[] requests = [.. new[] { "5m", "7m" }.Select(hold => cluster.Request(Small.Of(cluster.Topology, hold), hold) with { LeaseDuration = TimeSpan.FromSeconds(1) })];
        Assert.True(await cluster.DeployAsync(requests[1]) is { Result: DeployResult.Deployed }, cluster.Log);

        for (var kill = 0; kill < Kills; kill++)
        {
            var request = requests[kill % 2];
            var moment = random.Next(1, 140);
            var before = (await cluster.Releases.ListAsync(stop)).First(release => release.State == ReleaseState.Deployed);
            try
            {
                await cluster.DeployAsync(request, faults: Fault.KilledAt(moment, afterSending: random.Next(2) == 0));
            }
            catch (KilledException)
            {
            }

            // Nothing but a complete deploy is recorded as deployed.
            var after = await cluster.Releases.ListAsync(stop);
            var current = after.First(release => release.State == ReleaseState.Deployed);
            Assert.True(current.Number == before.Number || Drift.Of(request.Desired, await cluster.ReadAsync()).Count == 0, $"kill at request {moment}: release {current.Number} is recorded and is not there");

            var outcome = await cluster.DeployAsync(request);
            Assert.True(outcome.Result is DeployResult.Deployed or DeployResult.UpToDate, $"kill at request {moment}: {string.Join('\n', outcome.Problems)}\n{cluster.Log}");
            Assert.Equal([], Drift.Of(request.Desired, await cluster.ReadAsync()));
            Assert.Equal(outcome.Release, (await cluster.Releases.ListAsync(stop))[0].Number);
        }
    }

    [Fact]
    public async Task Ctrl_C_puts_the_release_before_back()
    {
        await using var cluster = await TestCluster.StartAsync();
        var before = cluster.Request(Small.Of(cluster.Topology));
        Assert.True(await cluster.DeployAsync(before) is { Result: DeployResult.Deployed }, cluster.Log);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        // In the middle: the first write to a workload.
        var outcome = await cluster.DeployAsync(cluster.Request(Small.Of(cluster.Topology, "7m"), "c2"), interrupt.Token, faults: new Fault((_, request) =>
        {
            if (request.Method == HttpMethod.Patch && request.RequestUri!.ToString() is var path && path.Contains("/deployments/", StringComparison.Ordinal) && !path.Contains("dryRun", StringComparison.Ordinal)) interrupt.CancelAfter(100);
            return FaultKind.None;
        }));

        Assert.True(outcome is { Result: DeployResult.Restored, Release: 1 }, cluster.Log);
        Assert.Equal([], Drift.Of(before.Desired, await cluster.ReadAsync()));
        Assert.Equal([ReleaseState.Restored, ReleaseState.Deployed], (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).Select(release => release.State));
    }
}
