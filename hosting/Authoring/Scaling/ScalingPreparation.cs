using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace Parity.Authoring;

/// <summary>
/// Gives each scaled project room for more replicas, of which only the initial ones are started, and tells its callers where its
/// replicas are. Replicas without a process cost nothing; the orchestrator cannot add any later.
/// </summary>
internal sealed class ScalingPreparation(string replicaFile, ScaledWorkloads workloads, DistributedApplicationModel model, ReplicaWatch watch) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        foreach (var workload in workloads.All)
        {
            var annotations = workload.Resource.Annotations;
            foreach (var declared in annotations.OfType<ReplicaAnnotation>().ToList()) annotations.Remove(declared);
            annotations.Add(new ReplicaAnnotation(workload.Replicas.Room));
            annotations.Add(new ExplicitStartupAnnotation());
            annotations.Add(workload.Replicas);
            eventing.Subscribe<ResourceEndpointsAllocatedEvent>(workload.Resource, (_, _) =>
            {
                workload.Allocated.TrySetResult();
                return Task.CompletedTask;
            });
        }

        foreach (var resource in model.Resources) WaitForInitial(resource, eventing);
        // The ingress follows a file of its own, which also names what does not scale.
        foreach (var caller in model.Resources.OfType<ProjectResource>().Where(project => !project.Annotations.OfType<RoutesAnnotation>().Any()))
            caller.Annotations.Add(new EnvironmentCallbackAnnotation(context => Tell(context.EnvironmentVariables)));
        return Task.CompletedTask;
    }

    // Aspire waits for every replica of a resource, also for those that may never start.
    private void WaitForInitial(IResource resource, IDistributedApplicationEventing eventing)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.WaitType != WaitType.WaitForCompletion)
            .Select(wait => (Wait: wait, Workload: workloads.All.FirstOrDefault(workload => workload.Resource == wait.Resource)))
            .Where(pair => pair.Workload is not null).ToList();
        if (waits.Count == 0) return;
        foreach (var (wait, _) in waits) resource.Annotations.Remove(wait);
        eventing.Subscribe<BeforeResourceStartedEvent>(resource, (_, cancellation) =>
            Task.WhenAll(waits.Select(pair => watch.UntilServingAsync(pair.Workload!.Name, pair.Workload.Replicas.Initial, cancellation))));
    }

    // services__catalog__http__0 is the proxy in front of all replicas, which keeps sending to one that is about to stop.
    private void Tell(Dictionary<string, object> environment)
    {
        if (workloads.All.Any(workload => environment.Keys.Any(key => key.StartsWith($"services__{workload.Name}__", StringComparison.OrdinalIgnoreCase))))
            environment["Discovery__ReplicasFile"] = replicaFile;
    }
}
