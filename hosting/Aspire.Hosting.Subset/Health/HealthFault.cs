using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>Names on the console a replica that runs and fails its health checks: at once where it was healthy before, else when its start has taken too long to be one.</summary>
internal sealed class HealthFault(IResource resource, string id, ResourceLoggerService loggers, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    // A process that has just ended fails its checks too; that it ended is then the news, and this long it takes to be known.
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(200);
    private readonly long _start = time.GetTimestamp();
    private bool _isTold;

    public async Task ObserveAsync(ImmutableArray<HealthReportSnapshot> reports, bool wasHealthy, CancellationToken cancellationToken)
    {
        var own = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        var failed = reports.Where(report => report.Status == HealthStatus.Unhealthy && own.Contains(report.Name)).ToList();
        if (failed.Count == 0)
        {
            if (_isTold)
                logger.LogInformation("Resource '{Resource}' ({Id}) is healthy now.", resource.Name, id);
            _isTold = false;
            return;
        }
        if (_isTold || (!wasHealthy && time.GetElapsedTime(_start) < LongestStart))
            return;
        _isTold = true;
        await Task.Delay(Settled, time, cancellationToken).ConfigureAwait(false);
        logger.LogWarning("Resource '{Resource}' ({Id}) runs, but is {What}: {Causes} {Lines}", resource.Name, id,
            wasHealthy ? "no longer healthy" : $"not healthy {LongestStart.TotalSeconds:0} s after its start, and what waits for it is held back",
            string.Join(' ', failed.Select(report => $"{report.Name}: {report.Description?.TrimEnd('.')}.")),
            await LastLines.OfAsync(loggers, id).ConfigureAwait(false));
    }
}
