using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>
/// Watches the health of everything that runs, of whatever kind: often until it is healthy, because others wait for it, then
/// at a pace that shows a change within a second. The first health of a resource raises its ResourceReadyEvent.
/// </summary>
internal sealed class HealthOrchestration(
    HealthChecks checks,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    ResourceLoggerService loggers,
    IHostApplicationLifetime lifetime,
    ILogger<DistributedApplication> logger,
    TimeProvider time,
    IServiceProvider services) : BackgroundService
{
    private static readonly TimeSpan FirstPace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SteadyPace = TimeSpan.FromMilliseconds(700);
    private static readonly int StepsAtFirstPace = 300;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _monitored = new();
    private readonly Dictionary<IResource, (HashSet<string> Running, Task? Ready)> _ready = [];
    private readonly Lock _lock = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                if (change.Snapshot.State?.Text == KnownResourceStates.Running)
                    Begin(change, stoppingToken);
                else
                    End(change);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops, or is disposed because it could not start.
        }
    }

    private void Begin(ResourceEvent change, CancellationToken stoppingToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        if (!_monitored.TryAdd(change.ResourceId, stop))
        {
            stop.Dispose();
            return;
        }
        lock (_lock)
        {
            var (running, ready) = _ready.TryGetValue(change.Resource, out var known) ? known : ([], null);
            running.Add(change.ResourceId);
            _ready[change.Resource] = (running, ready);
        }
        _ = Task.Run(() => MonitorAsync(change.Resource, change.ResourceId, stop.Token), CancellationToken.None);
    }

    private void End(ResourceEvent change)
    {
        if (!_monitored.TryRemove(change.ResourceId, out var stop))
            return;
        stop.Cancel();
        lock (_lock)
        {
            var (running, ready) = _ready[change.Resource];
            running.Remove(change.ResourceId);
            _ready[change.Resource] = (running, running.Count == 0 ? null : ready);
        }
    }

    private async Task MonitorAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        try
        {
            var keys = HealthChecks.KeysOf(resource);
            if (keys.Count == 0)
            {
                await TellReadyAsync(resource, id, cancellationToken).ConfigureAwait(false);
                return;
            }
            var (last, isReady) = (ImmutableArray<HealthReportSnapshot>.Empty, false);
            var fault = new HealthFault(resource, id, loggers, logger, time);
            for (var step = 0; ; step++)
            {
                var answers = await checks.RunAsync(keys, cancellationToken).ConfigureAwait(false);
                ImmutableArray<HealthReportSnapshot> reports = [.. answers.Select(answer => answer.Report)];
                if (!Same(last, reports))
                    await notifications.PublishUpdateAsync(resource, id, snapshot => cancellationToken.IsCancellationRequested ? snapshot : snapshot.WithHealthReports(reports)).ConfigureAwait(false);
                last = reports;
                // What is being stopped says itself that it is not ready.
                if (!lifetime.ApplicationStopping.IsCancellationRequested)
                    await fault.ObserveAsync(answers, isReady, cancellationToken).ConfigureAwait(false);
                if (!isReady && reports.All(r => r.Status == HealthStatus.Healthy))
                {
                    isReady = true;
                    await TellReadyAsync(resource, id, cancellationToken).ConfigureAwait(false);
                }
                await Task.Delay(isReady || step > StepsAtFirstPace ? SteadyPace : FirstPace, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It no longer runs.
        }
    }

    private Task TellReadyAsync(IResource resource, string id, CancellationToken cancellationToken)
    {
        Task ready;
        lock (_lock)
        {
            var (running, known) = _ready[resource];
            ready = known ?? RaiseAsync(resource, cancellationToken);
            _ready[resource] = (running, ready);
        }
        return notifications.PublishUpdateAsync(resource, id, snapshot => snapshot with { ResourceReadyEvent = new EventSnapshot(ready) });
    }

    private async Task RaiseAsync(IResource resource, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            loggers.GetLogger(resource).LogError(exception, "A subscriber of the ready event of '{Resource}' failed: {Message}", resource.Name, exception.Message);
            throw;
        }
    }

    private static bool Same(ImmutableArray<HealthReportSnapshot> last, ImmutableArray<HealthReportSnapshot> now) =>
        last.Length == now.Length && last.Zip(now).All(pair => pair.First with { LastRunAt = null, ExceptionText = null } == pair.Second with { LastRunAt = null, ExceptionText = null });
}
