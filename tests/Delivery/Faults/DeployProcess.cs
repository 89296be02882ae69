using System.Diagnostics;
using Parity.Delivery;

namespace Delivery.Faults;

/// <summary>A deploy in a process of its own, which can be killed: this very program, asked for the one test that no other run starts.</summary>
public sealed class DeployProcess
{
    private const string Space = "PARITY_CHILD_NAMESPACE";
    private const string Hold = "PARITY_CHILD_HOLD";
    private const string Begun = "PARITY_CHILD_BEGUN";

    [Fact(Explicit = true)]
    public async Task Deploys()
    {
        var space = Environment.GetEnvironmentVariable(Space) ?? "";
        Assert.SkipUnless(space.Length > 0, "started by KillTests, in a process of its own.");
        var cluster = TestCluster.Join(space);
        var request = Request(cluster, Environment.GetEnvironmentVariable(Hold)!);
        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable(Begun)!, "", TestContext.Current.CancellationToken);
        Assert.True((await cluster.DeployAsync(request)).Result is DeployResult.Deployed or DeployResult.UpToDate, cluster.Log);
    }

    internal static DeployRequest Request(TestCluster cluster, string hold) => cluster.Request(Small.Of(cluster.Topology, hold), hold) with { LeaseDuration = TimeSpan.FromSeconds(1) };

    /// <summary>Kills a deploy with <c>kill -9</c> so long after it has begun; false where it was through by then.</summary>
    internal static async Task<bool> KillAsync(string space, string hold, TimeSpan after)
    {
        var begun = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = new ProcessStartInfo("dotnet", [typeof(DeployProcess).Assembly.Location, "-noColor", "-explicit", "only", "-method", $"{typeof(DeployProcess).FullName}.{nameof(Deploys)}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.Environment[Space], start.Environment[Hold], start.Environment[Begun]) = (space, hold, begun);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            while (!File.Exists(begun) && !process.HasExited) await Task.Delay(10, TestContext.Current.CancellationToken);
            await Task.Delay(after, TestContext.Current.CancellationToken);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        var said = await output + await errors;
        Assert.True(File.Exists(begun), said);
        File.Delete(begun);
        // 137: SIGKILL. What ended before that must have ended well.
        Assert.True(process.ExitCode is 0 or 137, said);
        return process.ExitCode == 137;
    }
}
