namespace Aspire.Hosting.Orchestration;

/// <summary>Names on the console what ended although nobody asked for it, with the last lines it printed.</summary>
internal sealed class FaultReport(ResourceLoggerService loggers, ILogger logger)
{
    private const int UnknownExitCode = -1;
    // The output comes by another stream than the state; this long the report waits for the rest of it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    public async Task ReportAsync(Replica replica, CustomResourceSnapshot last, Task? log)
    {
        if (!IsFault(last))
            return;
        if (log is not null)
            await Task.WhenAny(log, Task.Delay(Patience)).ConfigureAwait(false);
        var what = last switch
        {
            { State.Text: var state } when state == KnownResourceStates.FailedToStart => "failed to start",
            { ExitCode: UnknownExitCode } => "was killed, or crashed without an exit code",
            _ => $"exited with code {last.ExitCode}",
        };
        logger.LogError("Resource '{Resource}' ({Id}) {What}. {Lines}", replica.Resource.Name, replica.Id, what, await LastLines.OfAsync(loggers, replica.Id).ConfigureAwait(false));
    }

    private static bool IsFault(CustomResourceSnapshot last) =>
        last.State?.Text == KnownResourceStates.FailedToStart || (last.ExitCode is { } code && code != 0);
}
