using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Parity.Authoring;

/// <summary>Follows the resources until each is ready, finished or failed, then prints the timeline once.</summary>
internal sealed class StartupReporter(IResourceWithEndpoints entry, DistributedApplicationModel model, ResourceNotificationService notifications) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var timeline = new StartupTimeline();
        var waiting = model.Resources.Where(IsStarted).Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var replicas = model.Resources.ToDictionary(resource => resource.Name, StartedReplicas, StringComparer.OrdinalIgnoreCase);
        var ready = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                var name = change.Resource.Name;
                if (!waiting.Contains(name)) continue;

                var failure = Failure(change.Snapshot);
                if (failure is not null) timeline.Fail(name, failure);
                else if (!IsReady(change.Snapshot) || !ready.Add(change.ResourceId)) continue;
                else if (ready.Count(id => id == name || id.StartsWith($"{name}-", StringComparison.OrdinalIgnoreCase)) < replicas[name]) continue;

                if (failure is null) timeline.Add(name);
                waiting.Remove(name);
                if (waiting.Count == 0) break;
            }
            var address = entry.GetEndpoints().FirstOrDefault(candidate => candidate.IsAllocated)?.Url;
            Console.Write(timeline.Summarize(Console.IsOutputRedirected ? 80 : Console.WindowWidth, entry.Name, address));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private static bool IsStarted(IResource resource) =>
        resource is IResourceWithWaitSupport && (IsScaled(resource) || !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any());

    private static bool IsScaled(IResource resource) => resource.Annotations.OfType<ScaledReplicasAnnotation>().Any();

    private static int StartedReplicas(IResource resource) =>
        resource.Annotations.OfType<ScaledReplicasAnnotation>().LastOrDefault()?.Initial ?? resource.GetReplicaCount();

    private static bool IsReady(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Finished
        || (snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus is null or Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);

    private static string? Failure(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.FailedToStart ? "failed to start"
        : snapshot.ExitCode is { } code and not 0 ? $"exited with code {code}"
        : null;
}
