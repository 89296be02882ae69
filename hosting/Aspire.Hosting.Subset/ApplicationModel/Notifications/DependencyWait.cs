using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds a resource back until everything that it waits for is there.</summary>
internal sealed class DependencyWait(IResource resource, ResourceNotificationService notifications, ResourceWaits waits)
{
    private readonly Lock _gate = new();
    private readonly List<string> _pending = [];
    private readonly ILogger _logger = waits.LoggerOf(resource);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var annotations = resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime).ToList();
        if (annotations.Count == 0)
        {
            return;
        }

        foreach (var wait in annotations.Where(wait => !waits.IsKnown(wait.Resource)))
        {
            throw new DistributedApplicationException($"Resource '{resource.Name}' waits for '{wait.Resource.Name}', which is not in the application model and so never starts. Add it with AddResource, or remove the wait.");
        }

        var targets = annotations.SelectMany(wait => wait.Resource.InstanceNames().Select(id => (Wait: wait, Id: id))).ToList();
        _pending.AddRange(targets.Select(target => target.Id));
        await ShowPendingAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(targets.Select(target => WaitAsync(target.Wait, target.Id, cancellationToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped)
        {
            throw new OperationCanceledException(
                WaitReport.Describe($"Resource '{resource.Name}' failed to wait for dependencies before the operation was cancelled.", resource.Name, notifications), stopped, stopped.CancellationToken);
        }
    }

    private async Task WaitAsync(WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var dependency = wait.Resource;
        var name = dependency.InstanceNames().Skip(1).Any() ? id : dependency.Name;
        if (wait.WaitType == WaitType.WaitForCompletion)
        {
            await CompletionAsync(dependency, name, id, wait.ExitCode, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await RunningAsync(dependency, name, id, wait.WaitBehavior ?? notifications.DefaultWaitBehavior, cancellationToken).ConfigureAwait(false);
            if (wait.WaitType == WaitType.WaitUntilHealthy)
            {
                await HealthyAsync(dependency, name, id, cancellationToken).ConfigureAwait(false);
            }
        }

        _logger.LogInformation("Finished waiting for resource '{ResourceName}'.", name);
        lock (_gate)
        {
            _pending.Remove(id);
        }

        await ShowPendingAsync().ConfigureAwait(false);
    }

    private async Task RunningAsync(IResource dependency, string name, string id, WaitBehavior behavior, CancellationToken cancellationToken)
    {
        _logger.LogInformation("Waiting for resource '{ResourceName}' to enter the '{State}' state.", name, KnownResourceStates.Running);
        string? reported = null;
        var reached = await waits.ForAsync(dependency.Name, change =>
        {
            if (!ResourceNames.Equal(change.ResourceId, id))
            {
                return false;
            }

            var state = change.Snapshot.State?.Text;
            if (state == KnownResourceStates.Running || (behavior == WaitBehavior.StopOnResourceUnavailable && ResourceWaits.IsUnavailable(change.Snapshot)))
            {
                return true;
            }

            // Nobody can tell whether it will be restarted, so the wait goes on; but not in silence.
            if (ResourceWaits.IsUnavailable(change.Snapshot) && reported != state)
            {
                reported = state;
                _logger.LogWarning("Still waiting for resource '{ResourceName}', which entered the '{State}' state. Start it again, or wait with WaitBehavior.StopOnResourceUnavailable.", name, state);
                waits.HostLogger.LogWarning("Resource '{Waiting}' is still waiting for '{ResourceName}', which entered the '{State}' state.", resource.Name, name, state);
            }

            return false;
        }, $"Resource '{name}' failed to reach the 'Running' state before the operation was cancelled.", cancellationToken).ConfigureAwait(false);
        if (reached.Snapshot.State?.Text is { } state && state != KnownResourceStates.Running)
        {
            var cause = state == KnownResourceStates.FailedToStart ? "it failed to start" : $"it entered the '{state}' state prematurely";
            throw Stopped(name, cause);
        }
    }

    private async Task HealthyAsync(IResource dependency, string name, string id, CancellationToken cancellationToken)
    {
        if (dependency.HasAnnotationOfType<HealthCheckAnnotation>())
        {
            _logger.LogInformation("Waiting for resource '{ResourceName}' to become healthy.", name);
            await waits.ForAsync(
                dependency.Name,
                change => ResourceNames.Equal(change.ResourceId, id) && change.Snapshot.HealthStatus == HealthStatus.Healthy,
                $"Resource '{name}' failed to become healthy before the operation was cancelled.",
                cancellationToken).ConfigureAwait(false);
        }

        await waits.ForReadyAsync(dependency.Name, id, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompletionAsync(IResource dependency, string name, string id, int exitCode, CancellationToken cancellationToken)
    {
        _logger.LogInformation("Waiting for resource '{ResourceName}' to complete.", name);
        var reached = await waits.ForAsync(
            dependency.Name,
            change => ResourceNames.Equal(change.ResourceId, id) && (change.Snapshot.ExitCode is not null || KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text)),
            $"Resource '{name}' failed to reach a terminal state before the operation was cancelled.",
            cancellationToken).ConfigureAwait(false);
        var (state, actual) = (reached.Snapshot.State?.Text, reached.Snapshot.ExitCode);
        if (state == KnownResourceStates.FailedToStart)
        {
            throw Stopped(name, "it failed to start");
        }

        if (actual is { } code && code != exitCode)
        {
            throw Stopped(name, $"it entered the '{state}' state with exit code '{code}', expected '{exitCode}'");
        }
    }

    // Whoever starts the resource tells it in its log.
    private DistributedApplicationException Stopped(string name, string cause) =>
        new($"Resource '{resource.Name}' stopped waiting for dependency resource '{name}' because {cause}.");

    private Task ShowPendingAsync()
    {
        string[] pending;
        lock (_gate)
        {
            pending = [.. _pending.Distinct(ResourceNames.Comparer)];
        }

        return notifications.PublishUpdateAsync(resource, snapshot => pending.Length == 0
            ? snapshot with { Properties = snapshot.Properties.Without(KnownProperties.Resource.WaitingFor) }
            : CanWait(snapshot.State?.Text)
                ? snapshot with { State = KnownResourceStates.Waiting, Properties = snapshot.Properties.With(KnownProperties.Resource.WaitingFor, pending) }
                : snapshot);
    }

    // A replica that starts only when asked to shows Starting once it is; one that is not asked does not wait. What the
    // orchestrator does not run says itself when it starts.
    private bool CanWait(string? state) =>
        state is null || state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting
        || (state == KnownResourceStates.NotStarted && !(resource.HasAnnotationOfType<ExplicitStartupAnnotation>() && resource.HasAnnotationOfType<DcpInstancesAnnotation>()));
}
