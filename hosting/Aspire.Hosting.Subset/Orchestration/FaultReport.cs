namespace Aspire.Hosting.Orchestration;

/// <summary>Names on the console what ended although nobody asked for it, with the last lines it printed.</summary>
internal sealed class FaultReport(ResourceLoggerService loggers, ILogger logger)
{
    private const int Lines = 10;
    // The output comes by another stream than the state; this long the report waits for the rest of it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    public async Task ReportAsync(Replica replica, CustomResourceSnapshot last)
    {
        if (replica.IsStopRequested || !IsFault(last))
            return;
        if (replica.Log is { } log)
            await Task.WhenAny(log, Task.Delay(Patience)).ConfigureAwait(false);
        var what = last.State?.Text == KnownResourceStates.FailedToStart ? "failed to start" : $"exited with code {last.ExitCode}";
        var lines = await LastLinesAsync(replica.Id).ConfigureAwait(false);
        logger.LogError("Resource '{Resource}' ({Id}) {What}. {Lines}", replica.Resource.Name, replica.Id, what,
            lines.Count == 0 ? "It printed nothing." : $"Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
    }

    private static bool IsFault(CustomResourceSnapshot last) =>
        last.State?.Text == KnownResourceStates.FailedToStart || (last.ExitCode is { } code && code != 0);

    private async Task<IReadOnlyList<string>> LastLinesAsync(string id)
    {
        var lines = new List<string>();
        await foreach (var batch in loggers.GetAllAsync(id).ConfigureAwait(false))
            lines.AddRange(batch.Select(line => $"  | {line.Content}"));
        return lines.TakeLast(Lines).ToList();
    }
}
