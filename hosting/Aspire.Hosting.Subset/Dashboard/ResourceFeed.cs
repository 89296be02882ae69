using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Dashboard;

/// <summary>The latest message of every replica, and all further ones for whoever watches.</summary>
internal sealed class ResourceFeed(
    ResourceNotificationService notifications, SecretMask mask, TimeProvider clock, ILogger<ResourceFeed> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Wire.Resource> _latest = [];
    private readonly Dictionary<string, ResourceEvent> _events = [];
    private readonly HashSet<Channel<Wire.Resource>> _watchers = [];

    /// <summary>Follows the notifications until the AppHost stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var created = clock.GetUtcNow().UtcDateTime;
        await foreach (var change in notifications.WatchAsync(stopping))
        {
            try
            {
                Publish(change, ResourceMessage.Of(change, created, mask));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "The dashboard is not shown the latest state of {Resource}.", change.ResourceId);
            }
        }
    }

    public ResourceEvent? Latest(string resourceId)
    {
        lock (_lock) return _events.GetValueOrDefault(resourceId);
    }

    /// <summary>All replicas as they are now, with every change after exactly this moment in <c>Changes</c>.</summary>
    public (IReadOnlyList<Wire.Resource> Now, IAsyncEnumerable<IReadOnlyList<Wire.Resource>> Changes) Watch(CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<Wire.Resource>(new() { SingleReader = true });
        lock (_lock)
        {
            _watchers.Add(channel);
            return ([.. _latest.Values], ReadAsync(channel, cancellationToken));
        }
    }

    private void Publish(ResourceEvent change, Wire.Resource message)
    {
        lock (_lock)
        {
            _latest[change.ResourceId] = message;
            _events[change.ResourceId] = change;
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(message);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<Wire.Resource>> ReadAsync(
        Channel<Wire.Resource> channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                List<Wire.Resource> batch = [];
                while (channel.Reader.TryRead(out var resource)) batch.Add(resource);
                yield return batch;
            }
        }
        finally
        {
            lock (_lock) _watchers.Remove(channel);
        }
    }
}
