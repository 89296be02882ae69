using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Dashboard;

/// <summary>Passes the dashboard's log on to the AppHost's, under the category Aspire.Hosting.Dashboard (by default from Warning up).</summary>
internal sealed class DashboardLog(ResourceNotificationService notifications, ResourceLoggerService logs, ILoggerFactory loggers)
{
    private const string Category = "Aspire.Hosting.Dashboard";
    private const string OwnPrefix = "Aspire.Dashboard.";

    public async Task FollowAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stopping))
            {
                if (change.Resource.Name != DashboardExecutable.Name) continue;
                await foreach (var batch in logs.WatchAsync(change.ResourceId).WithCancellation(stopping))
                {
                    foreach (var line in batch) Write(line);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            loggers.CreateLogger(Category).LogDebug("The dashboard's log is no longer read.");
        }
    }

    // 2026-01-02T03:04:05.678Z {"EventId":14,"LogLevel":"Information","Category":"Microsoft.Hosting.Lifetime","Message":"Now listening on: http://localhost:1","State":{…}}
    private void Write(LogLine line)
    {
        var json = line.Content.IndexOf('{', StringComparison.Ordinal);
        if (json >= 0 && Parse(line.Content[json..]) is { } entry)
        {
            var logger = loggers.CreateLogger(entry.Category.StartsWith(OwnPrefix, StringComparison.Ordinal)
                ? $"{Category}.{entry.Category[OwnPrefix.Length..]}"
                : $"{Category}.ThirdParty.{entry.Category}");
            logger.Log(entry.LogLevel, new EventId(entry.EventId), "{Message}{Exception}", entry.Message, entry.Exception is null ? "" : $"\n{entry.Exception}");
            return;
        }

        loggers.CreateLogger(Category).Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{Line}", line.Content);
    }

    private static Entry? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Entry(int EventId, [property: JsonConverter(typeof(JsonStringEnumConverter<LogLevel>))] LogLevel LogLevel, string Category, string Message, string? Exception);
}
