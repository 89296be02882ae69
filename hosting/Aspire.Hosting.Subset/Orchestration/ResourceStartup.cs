namespace Aspire.Hosting.Orchestration;

/// <summary>The first start of a resource: addresses, URLs, connection string, and then its replicas.</summary>
internal sealed class ResourceStartup(
    Replicas replicas,
    ReplicaLifecycle lifecycle,
    ReplicaStates states,
    ResourceUrls urls,
    ResourceFamily family,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    ResourceLoggerService loggers,
    IServiceProvider services)
{
    private readonly HashSet<IResource> _refused = [];

    /// <summary>Tells that the resource's endpoints have addresses; one that could not have them fails, and those that refer to it.</summary>
    public async Task TellAllocatedAsync(IResource resource, Task allocation, CancellationToken cancellationToken)
    {
        if (allocation.Exception?.GetBaseException() is { } exception)
        {
            lock (_refused)
                _refused.Add(resource);
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is null))
                endpoint.AllocatedEndpoint = null;
            loggers.GetLogger(resource).LogError("{Message}", exception.Message);
            foreach (var replica in replicas.Of(resource))
                await states.FailAsync(replica).ConfigureAwait(false);
            return;
        }
        await urls.ResolveAsync(resource, cancellationToken).ConfigureAwait(false);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            Urls = [.. urls.Of(resource).Select(url => ResourceUrls.Snapshot(url, isInactive: url.Endpoint is not null))],
        }).ConfigureAwait(false);
        await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken).ConfigureAwait(false);
    }

    public async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        lock (_refused)
        {
            if (_refused.Contains(resource))
                return;
        }
        try
        {
            foreach (var owner in family.WithChildren(resource).OfType<IResourceWithConnectionString>())
                await TellConnectionStringAsync(owner, cancellationToken).ConfigureAwait(false);
            if (!resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
                await lifecycle.StartAsync(resource, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            loggers.GetLogger(resource).LogError(exception, "'{Resource}' could not be started: {Message}", resource.Name, exception.Message);
            foreach (var replica in replicas.Of(resource))
                await states.FailAsync(replica).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task TellConnectionStringAsync(IResourceWithConnectionString resource, CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken).ConfigureAwait(false);
        var connectionString = await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            Properties = snapshot.Properties.Set(CustomResourceKnownProperties.ConnectionString, connectionString, isSensitive: true),
        }).ConfigureAwait(false);
    }
}
