namespace Aspire.Hosting.Orchestration;

/// <summary>What follows from the events of any resource, whether DCP runs it or it lives by its own events.</summary>
internal sealed class ResourceEvents(ResourceUrls urls, ResourceNotificationService notifications, IDistributedApplicationEventing eventing)
{
    public void Subscribe()
    {
        // The wait is the last of what happens before a start, after everything the author subscribed.
        eventing.Subscribe<BeforeResourceStartedEvent>((starting, cancellationToken) => notifications.WaitForDependenciesAsync(starting.Resource, cancellationToken));
        eventing.Subscribe<ResourceEndpointsAllocatedEvent>((allocated, cancellationToken) => ShowUrlsAsync(allocated.Resource, cancellationToken));
        eventing.Subscribe<ConnectionStringAvailableEvent>((available, cancellationToken) =>
            available.Resource is IResourceWithConnectionString owner ? ShowConnectionStringAsync(owner, cancellationToken) : Task.CompletedTask);
    }

    private async Task ShowUrlsAsync(IResource resource, CancellationToken cancellationToken)
    {
        await urls.ResolveAsync(resource, cancellationToken).ConfigureAwait(false);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            Urls = [.. urls.Of(resource).Select(url => ResourceUrls.Snapshot(url, isInactive: url.Endpoint is not null))],
        }).ConfigureAwait(false);
    }

    private async Task ShowConnectionStringAsync(IResourceWithConnectionString resource, CancellationToken cancellationToken)
    {
        var connectionString = await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            Properties = snapshot.Properties.Set(CustomResourceKnownProperties.ConnectionString, connectionString, isSensitive: true),
        }).ConfigureAwait(false);
    }
}
