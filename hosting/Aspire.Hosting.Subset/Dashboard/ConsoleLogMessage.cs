using Aspire.Hosting.Dashboard.Wire;

namespace Aspire.Hosting.Dashboard;

/// <summary>Lines of a console log in messages that stay under the 4 MB that a gRPC client accepts by default.</summary>
internal static class ConsoleLogMessage
{
    // A character is up to three bytes in UTF-8; real logs are near one.
    private const int MostCharacters = 1024 * 1024;

    public static IEnumerable<WatchResourceConsoleLogsUpdate> Of(IEnumerable<LogLine> lines)
    {
        var update = new WatchResourceConsoleLogsUpdate();
        var characters = 0;
        foreach (var line in lines)
        {
            var text = line.Content.Length > MostCharacters ? line.Content[..MostCharacters] : line.Content;
            if (characters + text.Length > MostCharacters && update.LogLines.Count > 0)
            {
                yield return update;
                update = new();
                characters = 0;
            }

            update.LogLines.Add(new ConsoleLogLine { LineNumber = line.LineNumber, Text = text, IsStdErr = line.IsErrorMessage });
            characters += text.Length;
        }

        if (update.LogLines.Count > 0) yield return update;
    }
}
