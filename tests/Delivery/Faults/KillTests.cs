using Parity.Delivery;

namespace Delivery.Faults;

/// <summary>Deploys that end in the middle without a word, and what the next one makes of it.</summary>
public sealed class KillTests
{
    private const int Namespaces = 4;
    private const int KillsEach = 5;

    [Fact]
    public async Task A_deploy_that_is_run_again_after_kill_9_at_any_moment_completes()
    {
        var killed = await Task.WhenAll(Enumerable.Range(0, Namespaces).Select(KillAgainAndAgainAsync));

        Assert.Equal(Namespaces * KillsEach, killed.Sum());
    }

    // The in-between that a clock seldom meets: right before a request, and right after it while its answer is on the way.
    [Fact]
    public async Task A_deploy_that_is_run_again_after_it_ended_at_any_request_completes()
    {
        await using var cluster = await TestCluster.StartAsync();
        var random = new Random(5);
        DeployRequest[] requests = [.. new[] { "5m", "7m" }.Select(hold => DeployProcess.Request(cluster, hold))];
        Assert.True(await cluster.DeployAsync(requests[1]) is { Result: DeployResult.Deployed }, cluster.Log);

        for (var end = 0; end < 5; end++)
        {
            var moment = random.Next(30, 110);
            var before = await CurrentAsync(cluster);
            try
            {
                await cluster.DeployAsync(requests[end % 2], faults: Fault.KilledAt(moment, afterSending: random.Next(2) == 0));
            }
            catch (KilledException)
            {
            }

            await CheckAsync(cluster, requests[end % 2], before, $"ended at request {moment}");
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

    private static async Task<int> KillAgainAndAgainAsync(int seed)
    {
        await using var cluster = await TestCluster.StartAsync();
        var random = new Random(seed);
        DeployRequest[] requests = [.. new[] { "5m", "7m" }.Select(hold => DeployProcess.Request(cluster, hold))];
        Assert.True(await cluster.DeployAsync(requests[1]) is { Result: DeployResult.Deployed }, cluster.Log);
        var started = TimeProvider.System.GetTimestamp();
        Assert.True(await cluster.DeployAsync(requests[0]) is { Result: DeployResult.Deployed }, cluster.Log);
        var whole = TimeProvider.System.GetElapsedTime(started);

        var kills = 0;
        for (var attempt = 1; kills < KillsEach && attempt < 10 * KillsEach; attempt++)
        {
            var request = requests[attempt % 2];
            var moment = whole * random.NextDouble() * 0.8;
            var before = await CurrentAsync(cluster);
            if (await DeployProcess.KillAsync(cluster.Namespace, attempt % 2 == 0 ? "5m" : "7m", moment)) kills++;
            await CheckAsync(cluster, request, before, $"killed after {moment.TotalMilliseconds:0} ms");
        }

        return kills;
    }

    private static async Task<int> CurrentAsync(TestCluster cluster) =>
        (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).First(release => release.State == ReleaseState.Deployed).Number;

    // Nothing but a complete deploy is recorded as deployed, and the next one completes what was left.
    private static async Task CheckAsync(TestCluster cluster, DeployRequest request, int before, string what)
    {
        var current = await CurrentAsync(cluster);
        Assert.True(current == before || Drift.Of(request.Desired, await cluster.ReadAsync()).Count == 0, $"{what}: release {current} is recorded and is not there");

        var outcome = await cluster.DeployAsync(request);
        Assert.True(outcome.Result is DeployResult.Deployed or DeployResult.UpToDate, $"{what}: {string.Join('\n', outcome.Problems)}\n{cluster.Log}");
        Assert.Equal([], Drift.Of(request.Desired, await cluster.ReadAsync()));
        var newest = (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken))[0];
        Assert.Equal((outcome.Release, ReleaseState.Deployed), (newest.Number, newest.State));
    }
}
