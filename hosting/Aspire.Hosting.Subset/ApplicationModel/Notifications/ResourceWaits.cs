using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Waiting for a state of a resource, with an error that says where it stood when the wait ended.</summary>
internal sealed class ResourceWaits(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services, ILogger logger)
{
    private static readonly string?[] Unavailable = [KnownResourceStates.Finished, KnownResourceStates.Exited, KnownResourceStates.FailedToStart, KnownResourceStates.RuntimeUnhealthy];

    public ILogger LoggerOf(IResource resource) => loggers.GetLogger(resource);

    public ILogger HostLogger => logger;

    public static bool IsUnavailable(CustomResourceSnapshot snapshot) => Unavailable.Contains(snapshot.State?.Text);

    public bool IsKnown(IResource resource) =>
        services.GetService<DistributedApplicationModel>() is not { } model || model.Resources.Contains(resource);

    public async Task<ResourceEvent> ForAsync(string resourceName, Func<ResourceEvent, bool> predicate, string cancelled, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, notifications.Disposing);
        try
        {
            await foreach (var change in notifications.WatchAsync(either.Token).ConfigureAwait(false))
            {
                if (ResourceNames.Equal(change.Resource.Name, resourceName) && predicate(change))
                {
                    return change;
                }
            }
        }
        catch (OperationCanceledException stopped)
        {
            throw new OperationCanceledException(WaitReport.Describe(cancelled, resourceName, notifications), stopped, stopped.CancellationToken);
        }

        throw new OperationCanceledException(WaitReport.Describe(cancelled, resourceName, notifications));
    }

    public async Task<string> ForStateAsync(string resourceName, IReadOnlyList<string> targets, CancellationToken cancellationToken)
    {
        var reached = await ForAsync(
            resourceName,
            change => change.Snapshot.State?.Text is { Length: > 0 } state && targets.Contains(state, ResourceNames.Comparer),
            $"Resource '{resourceName}' failed to reach one of the target states: [{string.Join(", ", targets)}] before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> ForHealthyAsync(string resourceName, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        var model = services.GetService<DistributedApplicationModel>();
        if (behavior == WaitBehavior.StopOnResourceUnavailable && model is not null && !notifications.TryGetCurrentState(resourceName, out _) && !model.Resources.TryGetByName(resourceName, out _))
        {
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it does not exist in the application model.");
        }

        var reached = await ForAsync(
            resourceName,
            change => change.Snapshot.HealthStatus == HealthStatus.Healthy || (behavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(change.Snapshot)),
            $"Resource '{resourceName}' failed to become healthy before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        if (reached.Snapshot.HealthStatus != HealthStatus.Healthy)
        {
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start.");
        }

        return await ForReadyAsync(resourceName, reached.ResourceId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResourceEvent> ForReadyAsync(string resourceName, string resourceId, CancellationToken cancellationToken)
    {
        var ready = await ForAsync(
            resourceName,
            change => ResourceNames.Equal(change.ResourceId, resourceId) && change.Snapshot.ResourceReadyEvent is not null,
            $"Resource '{resourceName}' failed to execute the resource ready event before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        await ready.Snapshot.ResourceReadyEvent!.EventTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        return ready;
    }
}
