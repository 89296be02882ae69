using Parity.Delivery;

namespace Delivery.Faults;

/// <summary>A real API server behind a bad network: a deploy ends in the new release all the same, and the record says so.</summary>
public sealed class StormTests
{
    [Theory]
    [InlineData("refused")]
    [InlineData("cut")]
    [InlineData("429")]
    [InlineData("409")]
    [InlineData("all")]
    public async Task A_deploy_outlasts_a_storm(string kind)
    {
        await using var cluster = await TestCluster.StartAsync();
        FaultKind[] kinds = kind switch
        {
            "refused" => [FaultKind.Refused],
            "cut" => [FaultKind.Cut],
            "429" => [FaultKind.TooMany],
            "409" => [FaultKind.Modified],
            _ => [FaultKind.Refused, FaultKind.Cut, FaultKind.TooMany, FaultKind.Modified],
        };
        // 409 is the server's answer to a write; a read is never in conflict.
        var storm = Fault.Storm(seed: 7, share: 0.25, kinds);
        var calm = kind is "409" or "all" ? new Fault((_, request) => request.Method == HttpMethod.Get || request.Method == HttpMethod.Post ? FaultKind.None : storm.Choose(request)) : storm;

        var outcome = await cluster.DeployAsync(Smaller(cluster), faults: calm);

        Assert.True(outcome is { Result: DeployResult.Deployed, Release: 1 }, string.Join('\n', outcome.Problems) + cluster.Log);
        Assert.Equal([], Drift.Of(Smaller(cluster).Desired, await cluster.ReadAsync()));
        Assert.Equal([ReleaseState.Deployed], (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).Select(release => release.State));
    }

    [Fact]
    public async Task An_outage_in_mid_deploy_is_waited_for()
    {
        await using var cluster = await TestCluster.StartAsync();

        var outcome = await cluster.DeployAsync(Smaller(cluster), faults: AwayFromFirstChange(requests: 40));

        Assert.True(outcome is { Result: DeployResult.Deployed, Release: 1 }, string.Join('\n', outcome.Problems) + cluster.Log);
        Assert.Equal([], Drift.Of(Smaller(cluster).Desired, await cluster.ReadAsync()));
    }

    [Fact]
    public async Task A_server_that_stays_away_leaves_a_record_that_says_so_and_the_next_deploy_completes()
    {
        await using var cluster = await TestCluster.StartAsync();

        var outcome = await cluster.DeployAsync(Smaller(cluster), patience: TimeSpan.FromSeconds(3), faults: AwayFromFirstChange(requests: int.MaxValue));

        Assert.True(outcome.Result == DeployResult.Incomplete, string.Join('\n', outcome.Problems) + cluster.Log);
        Assert.Equal([ReleaseState.Deploying], (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).Select(release => release.State));

        Assert.True(await cluster.DeployAsync(Smaller(cluster)) is { Result: DeployResult.Deployed, Release: 2 }, cluster.Log);
        Assert.Equal([ReleaseState.Deployed, ReleaseState.Interrupted], (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).Select(release => release.State));
    }

    // Refuses a number of requests after the store has been applied.
    private static Fault AwayFromFirstChange(int requests)
    {
        var refused = -1;
        return new((_, request) =>
        {
            if (Volatile.Read(ref refused) >= 0) return requests == int.MaxValue || Interlocked.Increment(ref refused) <= requests ? FaultKind.Refused : FaultKind.None;
            if (request.Method == HttpMethod.Patch && request.RequestUri!.ToString() is var path && path.Contains("/statefulsets/", StringComparison.Ordinal) && !path.Contains("dryRun", StringComparison.Ordinal)) Interlocked.Exchange(ref refused, 0);
            return FaultKind.None;
        });
    }

    private static DeployRequest Smaller(TestCluster cluster) => cluster.Request(Small.Of(cluster.Topology));
}
