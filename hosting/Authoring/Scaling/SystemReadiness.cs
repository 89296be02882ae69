using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Parity.Authoring;

/// <summary>Whether everything that starts with the system has become ready, has done its work or has failed.</summary>
internal sealed class SystemReadiness(DistributedApplicationModel model, ResourceNotificationService notifications, ReplicaWatch watch)
{
    public async Task UntilReadyAsync(CancellationToken cancellation)
    {
        var open = model.Resources.Where(resource => resource is IResourceWithWaitSupport && !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any()).ToHashSet();
        await foreach (var change in notifications.WatchAsync(cancellation).ConfigureAwait(false))
        {
            if (IsSettled(change.Snapshot)) open.Remove(change.Resource);
            if (open.Count == 0) break;
        }

        foreach (var resource in model.Resources)
        {
            if (resource.Annotations.OfType<ScaledReplicasAnnotation>().LastOrDefault() is { } scaled)
                await watch.UntilServingAsync(resource.Name, scaled.Initial, cancellation).ConfigureAwait(false);
        }
    }

    private static bool IsSettled(CustomResourceSnapshot snapshot) =>
        KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text)
        || (snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus is null or HealthStatus.Healthy);
}
