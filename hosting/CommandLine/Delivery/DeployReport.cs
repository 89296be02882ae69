using System.Text.Json;
using Parity.Delivery;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>Runs a deploy and says how it ended.</summary>
internal static class DeployReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    // A wrong address should not take as long to notice as an API server that restarts.
    private static TimeSpan FirstAnswer => TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(ApiClient client, DeployRequest request, string junit, VerbContext context, bool json, CancellationToken cancellation)
    {
        await client.ReachAsync(FirstAnswer, cancellation);
        var name = request.Desired.Environment;
        var (record, outcome) = await FollowAsync(client, request, context, cancellation);
        if (json)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { environment = name, result = outcome.Result.ToString(), outcome.Release, outcome.Problems, outcome.Calls, outcome.Writes, outcome.Changed, restoringSeconds = outcome.Restoring.TotalSeconds }, Indented));
        }
        else
        {
            foreach (var problem in outcome.Problems) await context.Error.WriteLineAsync(problem);
            await context.Output.WriteLineAsync($"{name}: {Sentence(outcome)} ({outcome.Changed} objects changed, {outcome.Calls} requests)");
        }

        if (!await JUnitFile.WriteAsync(junit, $"deploy {name}", record.Cases($"release {outcome.Release} in {name}", outcome.Problems), context, CancellationToken.None)) return ExitCode.NotChecked;
        return outcome.Result is DeployResult.Deployed or DeployResult.UpToDate ? ExitCode.Holds
            : outcome.Result is DeployResult.Incomplete ? ExitCode.NotChecked : ExitCode.DoesNotHold;
    }

    /// <summary>Says why nothing was even tried.</summary>
    public static async Task<int> RefusedAsync(string environment, IReadOnlyList<string> problems, VerbContext context, bool json)
    {
        if (json) await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { environment, result = nameof(DeployResult.Refused), problems }, Indented));
        else foreach (var problem in problems) await context.Error.WriteLineAsync(problem);
        if (!json) await context.Output.WriteLineAsync($"{environment}: refused; nothing was changed");
        return ExitCode.DoesNotHold;
    }

    // A person sees a table that changes in place; a log gets lines.
    private static async Task<(DeliveryRecord Record, DeployOutcome Outcome)> FollowAsync(ApiClient client, DeployRequest request, VerbContext context, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Error) });
        if (console.Profile.Out.IsTerminal && console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi)
        {
            await using var live = new LiveProgress(console);
            var shown = new DeliveryRecord(live, TimeProvider.System);
            return (shown, await new Deployment(client, request, TimeProvider.System, shown).RunAsync(cancellation));
        }

        var lines = new DeliveryProgress(context.Error);
        var record = new DeliveryRecord(lines, TimeProvider.System);
        try
        {
            return (record, await new Deployment(client, request, TimeProvider.System, record).RunAsync(cancellation));
        }
        finally
        {
            lines.Close();
        }
    }

    private static string Sentence(DeployOutcome outcome) => outcome.Result switch
    {
        DeployResult.UpToDate => $"release {outcome.Release} is in place, nothing to change",
        DeployResult.Deployed => $"release {outcome.Release} is in place",
        DeployResult.Restored when outcome.Release == 0 => "failed; nothing of it is left",
        DeployResult.Restored => $"failed; release {outcome.Release} runs again",
        DeployResult.Refused => $"refused; nothing was changed{(outcome.Release == 0 ? "" : $", release {outcome.Release} runs")}",
        _ => "incomplete; run the same command again",
    };
}
