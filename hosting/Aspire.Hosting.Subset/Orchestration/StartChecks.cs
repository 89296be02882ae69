using Aspire.Hosting.Dcp;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Runtime;

namespace Aspire.Hosting.Orchestration;

/// <summary>What makes a start pointless is told before anything has started.</summary>
internal sealed class StartChecks(AspireBundle bundle, DcpHost dcp, ILogger<DistributedApplication> logger) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((@event, cancellationToken) =>
        {
            WaitGraph.Validate(@event.Model.Resources);
            foreach (var (waiting, other) in WaitGraph.OnManualStarts(@event.Model.Resources))
                logger.LogWarning("Resource '{Waiting}' waits for '{Other}', which starts only by hand (WithExplicitStart): it waits until somebody does.", waiting.Name, other.Name);
            bundle.RequireDcp();
            _ = dcp.ConnectAsync();
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
