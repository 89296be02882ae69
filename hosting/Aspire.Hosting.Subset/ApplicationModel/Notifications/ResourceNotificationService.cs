using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What every resource is doing now: whoever changes it publishes, whoever cares watches or waits.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceStatus> _statuses = new(ResourceNames.Comparer);
    private readonly Lock _watchersGate = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly IServiceProvider _services;
    private readonly ILogger _logger;
    private readonly ResourceWaits _waits;
    private ImmutableList<ChannelWriter<ResourceEvent>> _watchers = [];

    public ResourceNotificationService(ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime, IServiceProvider serviceProvider, ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(resourceLoggerService);
        _logger = logger;
        _services = serviceProvider;
        DefaultWaitBehavior = serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.StopOnResourceUnavailable;
        _waits = new ResourceWaits(this, resourceLoggerService, serviceProvider, logger);
    }

    internal WaitBehavior DefaultWaitBehavior { get; set; }

    internal CancellationToken Disposing => _disposing.Token;

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in resource.InstanceNames())
        {
            Publish(resource, id, stateFactory);
        }

        return Task.CompletedTask;
    }

    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        Publish(resource, resourceId, stateFactory);
        return Task.CompletedTask;
    }

    /// <summary>By id, or by name where the resource has one replica only.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        resourceEvent = _statuses.TryGetValue(resourceId, out var status)
            ? status.Current
            : _statuses.Values.Where(candidate => ResourceNames.Equal(candidate.Resource.Name, resourceId)).Take(2).ToList() is [var only] ? only.Current : null;
        return resourceEvent is not null;
    }

    /// <summary>Everything as it is now, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_watchersGate)
        {
            _watchers = _watchers.Add(channel.Writer);
        }

        try
        {
            // What is published between here and the first read comes twice; the version tells.
            var seen = new Dictionary<string, long>(ResourceNames.Comparer);
            foreach (var current in _statuses.Values.Select(status => status.Current).OfType<ResourceEvent>())
            {
                seen[current.ResourceId] = current.Snapshot.Version;
                yield return current;
            }

            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!seen.TryGetValue(change.ResourceId, out var version) || change.Snapshot.Version > version)
                {
                    yield return change;
                }
            }
        }
        finally
        {
            lock (_watchersGate)
            {
                _watchers = _watchers.Remove(channel.Writer);
            }
        }
    }

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    public Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default) =>
        _waits.ForStateAsync(resourceName, [.. targetStates], cancellationToken);

    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        _waits.ForAsync(resourceName, predicate, $"Resource '{resourceName}' failed to meet the predicate condition before the operation was cancelled.", cancellationToken);

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default) =>
        _waits.ForHealthyAsync(resourceName, waitBehavior, cancellationToken);

    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        new DependencyWait(resource, this, _waits).RunAsync(cancellationToken);

    public void Dispose()
    {
        _disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    private void Publish(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(change);
        var status = _statuses.GetOrAdd(resourceId, id => new ResourceStatus(resource, id));
        if (status.Resource != resource)
        {
            throw new InvalidOperationException($"The resource id '{resourceId}' belongs to the resource '{status.Resource.Name}', not to '{resource.Name}'. Publish under an id of its own.");
        }

        status.Update(snapshot => ResourceSnapshots.Complete(resource, change(snapshot), _services), published =>
        {
            foreach (var watcher in _watchers)
            {
                watcher.TryWrite(published);
            }

            _logger.LogDebug("Resource {ResourceName}/{ResourceId} is {State}, version {Version}", resource.Name, resourceId, published.Snapshot.State?.Text, published.Snapshot.Version);
        });
    }
}
