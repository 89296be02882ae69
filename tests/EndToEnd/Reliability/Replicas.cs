using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace EndToEnd.Reliability;

/// <summary>The replicas of every resource, followed through the notifications.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _last = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watch;

    public Replicas(ResourceNotificationService notifications) => _watch = Task.Run(async () =>
    {
        await foreach (var change in notifications.WatchAsync(_stop.Token)) _last[change.ResourceId] = change;
    });

    public IEnumerable<(string Id, string? State, int ProcessId)> Of(string resource) =>
        _last.Values.Where(change => change.Resource.Name == resource)
            .Select(change => (change.ResourceId, change.Snapshot.State?.Text, ProcessId(change.Snapshot)))
            .OrderBy(replica => replica.ResourceId, StringComparer.Ordinal);

    public string? State(string id) => _last.TryGetValue(id, out var change) ? change.Snapshot.State?.Text : null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static int ProcessId(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is int id ? id : 0;
}
