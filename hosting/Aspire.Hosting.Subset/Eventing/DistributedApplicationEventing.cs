using System.Collections.Concurrent;

namespace Aspire.Hosting.Eventing;

public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentDictionary<Type, ImmutableList<DistributedApplicationEventSubscription>> _subscriptions = new();

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        RequireConcrete<T>();
        return Add<T>(new DistributedApplicationEventSubscription((@event, cancellationToken) => callback((T)@event, cancellationToken)));
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback) where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        RequireConcrete<T>();
        return Add<T>(new DistributedApplicationResourceEventSubscription(resource, (@event, cancellationToken) =>
            @event.Resource == resource ? callback((T)@event, cancellationToken) : Task.CompletedTask));
    }

    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        foreach (var type in _subscriptions.Keys)
        {
            _subscriptions.AddOrUpdate(type, _ => [], (_, known) => known.Remove(subscription));
        }
    }

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent =>
        PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default) where T : IDistributedApplicationEvent
    {
        if (!_subscriptions.TryGetValue(typeof(T), out var subscriptions) || subscriptions.IsEmpty)
        {
            return Task.CompletedTask;
        }

        switch (dispatchBehavior)
        {
            case EventDispatchBehavior.BlockingConcurrent:
                return Task.WhenAll(subscriptions.Select(subscription => subscription.Callback(@event, cancellationToken)));
            case EventDispatchBehavior.NonBlockingConcurrent:
                _ = Task.Run(() => Task.WhenAll(subscriptions.Select(subscription => subscription.Callback(@event, cancellationToken))), CancellationToken.None);
                return Task.CompletedTask;
            case EventDispatchBehavior.NonBlockingSequential:
                _ = Task.Run(OneAfterTheOther, CancellationToken.None);
                return Task.CompletedTask;
            default:
                return OneAfterTheOther();
        }

        async Task OneAfterTheOther()
        {
            foreach (var subscription in subscriptions)
            {
                await subscription.Callback(@event, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    internal bool HasSubscriptions<T>() where T : IDistributedApplicationEvent =>
        _subscriptions.TryGetValue(typeof(T), out var subscriptions) && !subscriptions.IsEmpty;

    private static void RequireConcrete<T>()
    {
        if (typeof(T).IsInterface || typeof(T).IsAbstract)
        {
            throw new ArgumentException($"Cannot subscribe to interface or abstract type '{typeof(T).Name}'. Subscribe to a concrete event type instead.");
        }
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        _subscriptions.AddOrUpdate(typeof(T), _ => [subscription], (_, known) => known.Add(subscription));
        return subscription;
    }
}
