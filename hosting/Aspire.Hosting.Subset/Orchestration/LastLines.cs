namespace Aspire.Hosting.Orchestration;

/// <summary>What a replica printed last, as a report of a fault shows it.</summary>
internal static class LastLines
{
    private const int Count = 10;

    public static async Task<string> OfAsync(ResourceLoggerService loggers, string id)
    {
        var lines = new List<string>();
        await foreach (var batch in loggers.GetAllAsync(id).ConfigureAwait(false))
            lines.AddRange(batch.Select(line => $"  | {line.Content}"));
        return lines.Count == 0
            ? "It printed nothing."
            : $"Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, lines.TakeLast(Count))}";
    }
}
