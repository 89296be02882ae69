using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Parity.Authoring;

/// <summary>What a person can do in the dashboard: pause, resume, set replicas.</summary>
internal static class ScalingCommands
{
    private const string Workload = "workload";
    private const string Replicas = "replicas";

    public static void Add(IResourceBuilder<ScalingResource> scaling)
    {
        scaling.WithCommand("pause", "Pause", context => Pause(context, true), new() { Description = "Leaves the replicas as they are", IconName = "Pause", IsHighlighted = true });
        scaling.WithCommand("resume", "Resume", context => Pause(context, false), new() { Description = "Decides again", IconName = "Play", IsHighlighted = true });
        scaling.WithCommand("set-replicas", "Set replicas", SetAsync, new()
        {
            Description = "Starts or drains replicas of one workload; the next decision starts from there",
            IconName = "NumberSymbol",
            Arguments =
            [
                new() { Name = Workload, Label = "Workload", InputType = InputType.Text, Required = true },
                new() { Name = Replicas, Label = "Replicas", InputType = InputType.Number, Required = true },
            ],
        });
    }

    private static Task<ExecuteCommandResult> Pause(ExecuteCommandContext context, bool isPaused)
    {
        context.Services.GetRequiredService<LocalAutoscaler>().Pause(isPaused);
        return Task.FromResult(CommandResults.Success());
    }

    private static async Task<ExecuteCommandResult> SetAsync(ExecuteCommandContext context)
    {
        if (!int.TryParse(context.Arguments.GetString(Replicas), System.Globalization.CultureInfo.InvariantCulture, out var replicas)) return CommandResults.Failure("The replicas are not a whole number.");
        var refusal = await context.Services.GetRequiredService<LocalAutoscaler>().SetAsync(context.Arguments.GetString(Workload) ?? "", replicas, context.CancellationToken).ConfigureAwait(false);
        return refusal is null ? CommandResults.Success() : CommandResults.Failure(refusal);
    }
}
