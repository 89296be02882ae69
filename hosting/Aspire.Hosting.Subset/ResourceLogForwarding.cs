using System.Collections.Concurrent;

namespace Aspire.Hosting;

/// <summary>
/// Hands the console lines of every resource on to the host's loggers, in the category APPLICATION.Resources.NAME: where a
/// test reads what its services wrote.
/// </summary>
internal sealed class ResourceLogForwarding(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IHostEnvironment environment,
    ILoggerFactory factory) : BackgroundService
{
    private readonly ConcurrentDictionary<string, int> _read = new(ResourceNames.Comparer);
    private readonly ConcurrentDictionary<string, bool> _reading = new(ResourceNames.Comparer);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // A log ends with its process; the next change of a resource that was started again begins another reading.
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                if (_reading.TryAdd(change.ResourceId, true))
                {
                    _ = ReadAsync(change.ResourceId, factory.CreateLogger($"{environment.ApplicationName}.Resources.{change.Resource.Name}"), stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task ReadAsync(string id, ILogger logger, CancellationToken cancellationToken)
    {
        var isFirst = true;
        try
        {
            await foreach (var lines in loggers.WatchAsync(id).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                // A reading begins with what there is; a log that was cleared counts from one again.
                var known = isFirst && lines[^1].LineNumber >= _read.GetValueOrDefault(id) ? _read.GetValueOrDefault(id) : 0;
                (isFirst, _read[id]) = (false, lines[^1].LineNumber);
                foreach (var line in lines.Where(line => line.LineNumber > known))
                {
                    logger.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{LineNumber}: {LineContent}", line.LineNumber, line.Content);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
        finally
        {
            _reading.TryRemove(id, out _);
        }
    }
}
