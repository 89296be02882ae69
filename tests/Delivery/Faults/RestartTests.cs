using System.Diagnostics;
using Parity.Delivery;

namespace Delivery.Faults;

/// <summary>The API server itself goes away and comes back while a deploy runs.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task A_deploy_outlasts_a_restart_of_the_API_server()
    {
        await using var cluster = await TestCluster.StartAsync();
        var command = Environment.GetEnvironmentVariable("PARITY_TEST_RESTART") ?? "";
        Assert.SkipUnless(command.Length > 0, "PARITY_TEST_RESTART names no program that ends the API server of the test cluster and starts it again.");
        Assert.True(await cluster.DeployAsync(cluster.Request(Small.Of(cluster.Topology))) is { Result: DeployResult.Deployed }, cluster.Log);
        Task restarted = Task.CompletedTask;
        var once = 0;

        var request = cluster.Request(Small.Of(cluster.Topology, "7m"), "c2");
        var outcome = await cluster.DeployAsync(request, faults: new Fault((_, sent) =>
        {
            if (sent.Method == HttpMethod.Patch && sent.RequestUri!.ToString() is var path && path.Contains("/deployments/", StringComparison.Ordinal) && !path.Contains("dryRun", StringComparison.Ordinal) && Interlocked.Exchange(ref once, 1) == 0)
                restarted = RestartAsync(command);
            return FaultKind.None;
        }));
        await restarted;

        Assert.True(outcome is { Result: DeployResult.Deployed, Release: 2 }, string.Join('\n', outcome.Problems) + cluster.Log);
        Assert.Equal(1, once);
        Assert.Equal([], Drift.Of(request.Desired, await cluster.ReadAsync()));
        Assert.Equal([ReleaseState.Deployed, ReleaseState.Deployed], (await cluster.Releases.ListAsync(TestContext.Current.CancellationToken)).Select(release => release.State));
    }

    private static async Task RestartAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo(command))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
