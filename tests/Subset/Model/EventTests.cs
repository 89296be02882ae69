using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Subset.Model;

public class EventTests
{
    private sealed class Happened : IDistributedApplicationEvent;

    [Fact]
    public async Task Subscribers_are_called_one_after_the_other_in_their_order()
    {
        var eventing = new DistributedApplicationEventing();
        var calls = new List<int>();
        eventing.Subscribe<Happened>(async (_, _) =>
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            calls.Add(1);
        });
        eventing.Subscribe<Happened>((_, _) =>
        {
            calls.Add(2);
            return Task.CompletedTask;
        });
        await eventing.PublishAsync(new Happened(), TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], calls);
    }

    [Theory]
    [InlineData(EventDispatchBehavior.BlockingSequential, true)]
    [InlineData(EventDispatchBehavior.BlockingConcurrent, true)]
    [InlineData(EventDispatchBehavior.NonBlockingSequential, false)]
    [InlineData(EventDispatchBehavior.NonBlockingConcurrent, false)]
    public async Task Only_the_blocking_kinds_wait_for_the_subscribers(EventDispatchBehavior behavior, bool waits)
    {
        var eventing = new DistributedApplicationEventing();
        var release = new TaskCompletionSource();
        var called = new TaskCompletionSource();
        eventing.Subscribe<Happened>((_, _) =>
        {
            called.SetResult();
            return release.Task;
        });
        var publishing = eventing.PublishAsync(new Happened(), behavior, TestContext.Current.CancellationToken);
        await called.Task;
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(!waits, publishing.IsCompleted);
        release.SetResult();
        await publishing;
    }

    [Fact]
    public async Task An_event_of_a_resource_reaches_who_subscribed_for_that_resource_until_it_unsubscribes()
    {
        var builder = Models.Run();
        var (left, right) = (builder.AddResource(new Queue("left")), builder.AddResource(new Queue("right")));
        var seen = new List<string>();
        left.OnResourceReady((resource, _, _) =>
        {
            seen.Add(resource.Name);
            return Task.CompletedTask;
        });
        var subscription = builder.Eventing.Subscribe<ResourceReadyEvent>(right.Resource, (@event, _) =>
        {
            seen.Add(@event.Resource.Name);
            return Task.CompletedTask;
        });
        using var app = builder.Build();
        await builder.Eventing.PublishAsync(new ResourceReadyEvent(left.Resource, app.Services), TestContext.Current.CancellationToken);
        await builder.Eventing.PublishAsync(new ResourceReadyEvent(right.Resource, app.Services), TestContext.Current.CancellationToken);
        builder.Eventing.Unsubscribe(subscription);
        await builder.Eventing.PublishAsync(new ResourceReadyEvent(right.Resource, app.Services), TestContext.Current.CancellationToken);
        Assert.Equal(["left", "right"], seen);
    }

    [Fact]
    public void An_abstract_event_cannot_be_subscribed_to()
    {
        var eventing = new DistributedApplicationEventing();
        Assert.Throws<ArgumentException>(() => eventing.Subscribe<IDistributedApplicationEvent>((_, _) => Task.CompletedTask));
        Assert.Throws<ArgumentException>(() => eventing.Subscribe<IDistributedApplicationResourceEvent>(new Queue("jobs"), (_, _) => Task.CompletedTask));
    }

    [Fact]
    public void A_subscriber_type_is_added_once_where_that_is_asked_for()
    {
        var services = new ServiceCollection();
        services.TryAddEventingSubscriber<Subscriber>();
        services.TryAddEventingSubscriber<Subscriber>();
        services.AddEventingSubscriber<Subscriber>();
        Assert.Equal(2, services.Count);
    }

    private sealed class Subscriber : IDistributedApplicationEventingSubscriber
    {
        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
