using Aspire.Hosting.Dcp;
using Aspire.Hosting.Health;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Runtime;

namespace Aspire.Hosting.Orchestration;

/// <summary>What makes a start pointless is told before anything has started.</summary>
internal sealed class StartChecks(AspireBundle bundle, DcpHost dcp, HealthChecks healthChecks, ILogger<DistributedApplication> logger) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((@event, cancellationToken) =>
        {
            WaitGraph.Validate(@event.Model.Resources);
            healthChecks.RequireRegistrations(@event.Model.Resources);
            WarnOfObsoleteEvent(eventing);
            foreach (var (waiting, other) in WaitGraph.OnManualStarts(@event.Model.Resources))
                logger.LogWarning("Resource '{Waiting}' waits for '{Other}', which starts only by hand (WithExplicitStart): it waits until somebody does.", waiting.Name, other.Name);
            bundle.RequireDcp();
            _ = dcp.ConnectAsync();
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private void WarnOfObsoleteEvent(IDistributedApplicationEventing eventing)
    {
#pragma warning disable CS0618 // Obsolete in Aspire's API and no longer raised, but somebody may still wait for it.
        if (eventing is DistributedApplicationEventing known && known.HasSubscriptions<AfterEndpointsAllocatedEvent>())
            logger.LogWarning("{Event} is obsolete and never raised. Subscribe to {Other} of each resource.", nameof(AfterEndpointsAllocatedEvent), nameof(ResourceEndpointsAllocatedEvent));
#pragma warning restore CS0618
    }
}
