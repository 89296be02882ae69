using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Parity.Authoring;

/// <summary>Follows the resources until each is ready, finished or failed, then prints the timeline once.</summary>
internal sealed class StartupReporter(IResourceWithEndpoints entry, DistributedApplicationModel model, ResourceNotificationService notifications) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var timeline = new StartupTimeline();
        var failed = new List<string>();
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
                if (failure is not null) failed.Add($"{name}: {failure}");
                else if (!IsReady(change.Snapshot) || !ready.Add(change.ResourceId)) continue;
                else if (ready.Count(id => id == name || id.StartsWith($"{name}-", StringComparison.OrdinalIgnoreCase)) < replicas[name]) continue;

                if (failure is null) timeline.Add(name);
                waiting.Remove(name);
                if (waiting.Count == 0) break;
            }
            Print(timeline, failed);
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

    private void Print(StartupTimeline timeline, List<string> failed)
    {
        var width = Console.IsOutputRedirected ? 80 : Console.WindowWidth;
        Console.WriteLine();
        Console.WriteLine(failed.Count == 0 ? "Everything is ready." : $"Started with failures: {string.Join("; ", failed)}. Their logs are on the dashboard and above.");
        Console.WriteLine(timeline.Draw(width));
        var endpoint = entry.GetEndpoints().FirstOrDefault(candidate => candidate.IsAllocated);
        if (endpoint is not null) Console.WriteLine($"  {entry.Name}:  {endpoint.Url}");
    }
}
