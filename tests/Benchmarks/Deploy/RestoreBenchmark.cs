using System.Text.Json.Nodes;
using Parity.Delivery;

namespace Benchmarks.Deploy;

/// <summary>The time from a rollout that fails to the release before. Needs PARITY_TEST_KUBECONFIG.</summary>
internal sealed class RestoreBenchmark : Benchmark
{
    private const int Workloads = 10;

    public override string Name => "restore";

    public override Task<IReadOnlyList<Figure>> RunAsync() => Deploys.MeasureAsync(async (kubeconfig, space) => [await RestoreAsync(kubeconfig, space)]);

    // The way back is a rollout too: a deploy that rolls the same workloads is what it is held against.
    private static async Task<Figure> RestoreAsync(string kubeconfig, string space)
    {
        Completed(await Deploys.RunAsync(kubeconfig, () => Deploys.Request(Deploys.Of(space, Workloads, "1"))));
        var beside = Completed(await Deploys.RunAsync(kubeconfig, () => Deploys.Request(Deploys.Of(space, Workloads, "2"))));
        // The stand-ins' pods obey this annotation; a program that never gets ready looks the same to a deploy.
        var broken = Deploys.Request(Deploys.Of(space, Workloads, "3")) with { Timeout = TimeSpan.FromSeconds(20) };
        foreach (var one in broken.Desired.Objects.Where(one => one.Key.ToString() == "Deployment/w000")) one.Body["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["fake.kube/ready"] = "false" };
        var (_, outcome) = await Deploys.RunAsync(kubeconfig, () => broken);
        if (outcome.Result != DeployResult.Restored) throw new InvalidOperationException(string.Join('\n', outcome.Problems));
        return new($"from failure (a pod never ready) to restored, {Workloads} changed workloads", Seconds(outcome.Restoring.TotalSeconds), Ratio(outcome.Restoring.TotalSeconds / beside), $"a deploy that changes the same {Workloads}, {Seconds(beside)}", "");
    }

    private static double Completed((double Took, DeployOutcome Outcome) run) =>
        run.Outcome.Result == DeployResult.Deployed ? run.Took : throw new InvalidOperationException(string.Join('\n', run.Outcome.Problems));
}
