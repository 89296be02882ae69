using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Health;

/// <summary>
/// Names on the console a replica that runs and fails its health checks: at once where it was healthy before or refuses, else
/// when its start has taken too long to be one.
/// </summary>
internal sealed class HealthFault(IResource resource, string id, ResourceLoggerService loggers, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestNotYet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMilliseconds(500);
    // A process that has just ended fails its checks too; that it ended is then the news, and this long it takes to be known.
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(200);
    private readonly long _start = time.GetTimestamp();
    private long? _refused;
    private bool _isTold;

    public async Task ObserveAsync(IReadOnlyList<HealthAnswer> answers, bool wasHealthy, CancellationToken cancellationToken)
    {
        var own = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        var failed = answers.Where(answer => answer.IsUnhealthy && own.Contains(answer.Report.Name)).ToList();
        if (failed.Count == 0)
        {
            if (_isTold)
                logger.LogInformation("Resource '{Resource}' ({Id}) is healthy now.", resource.Name, id);
            (_isTold, _refused) = (false, null);
            return;
        }
        if (_isTold || Fault(wasHealthy, failed.Max(answer => answer.Failure)) is not { } fault)
            return;
        _isTold = true;
        await Task.Delay(Settled, time, cancellationToken).ConfigureAwait(false);
        logger.LogWarning("Resource '{Resource}' ({Id}) runs, but {What}: {Causes} {Lines}", resource.Name, id, fault,
            string.Join(' ', failed.Select(answer => $"{answer.Report.Name}: {answer.Report.Description?.TrimEnd('.')}.")),
            await LastLines.OfAsync(loggers, id).ConfigureAwait(false));
    }

    private string? Fault(bool wasHealthy, HealthFailure failure)
    {
        if (wasHealthy)
            return "is no longer healthy";
        if (failure == HealthFailure.Refused)
        {
            _refused ??= time.GetTimestamp();
            return time.GetElapsedTime(_refused.Value) < LongestRefusal ? null : "fails its health check, and what waits for it is held back";
        }
        _refused = null;
        var longest = failure == HealthFailure.NotYet ? LongestNotYet : LongestSilence;
        return time.GetElapsedTime(_start) < longest ? null : $"is not healthy {longest.TotalSeconds:0} s after its start, and what waits for it is held back";
    }
}
