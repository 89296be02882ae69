using System.Text.Json;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>Runs a deploy and says how it ended.</summary>
internal static class DeployReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    // A wrong address should not take as long to notice as an API server that restarts.
    private static TimeSpan FirstAnswer => TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(ApiClient client, DeployRequest request, VerbContext context, bool json, CancellationToken cancellation)
    {
        await client.ReachAsync(FirstAnswer, cancellation);
        var progress = new DeliveryProgress(context.Error);
        var outcome = await new Deployment(client, request, TimeProvider.System, progress).RunAsync(cancellation);
        progress.Close();
        if (json)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { environment = request.Desired.Environment, result = outcome.Result.ToString(), outcome.Release, outcome.Problems, outcome.Calls, outcome.Writes, outcome.Changed }, Indented));
        }
        else
        {
            foreach (var problem in outcome.Problems) await context.Error.WriteLineAsync(problem);
            await context.Output.WriteLineAsync($"{request.Desired.Environment}: {Sentence(outcome)} ({outcome.Changed} objects changed, {outcome.Calls} requests)");
        }

        return outcome.Result is DeployResult.Deployed or DeployResult.UpToDate ? ExitCode.Holds
            : outcome.Result is DeployResult.Incomplete ? ExitCode.NotChecked : ExitCode.DoesNotHold;
    }

    private static string Sentence(DeployOutcome outcome) => outcome.Result switch
    {
        DeployResult.UpToDate => $"release {outcome.Release} is in place, nothing to change",
        DeployResult.Deployed => $"release {outcome.Release} is in place",
        DeployResult.Restored when outcome.Release == 0 => "failed; nothing of it is left",
        DeployResult.Restored => $"failed; release {outcome.Release} runs again",
        DeployResult.Refused => $"refused; nothing was changed, {(outcome.Release == 0 ? "no release" : $"release {outcome.Release}")} runs",
        _ => "incomplete; run the same command again",
    };
}
