using System.Collections.Concurrent;

namespace Aspire.Hosting.Orchestration;

/// <summary>The URLs of a resource: one for each endpoint, those given by WithUrl, and what the URL callbacks make of them.</summary>
internal sealed class ResourceUrls(DistributedApplicationExecutionContext executionContext, ResourceLoggerService loggers)
{
    private readonly ConcurrentDictionary<IResource, IReadOnlyList<ResourceUrlAnnotation>> _urls = new();

    public IReadOnlyList<ResourceUrlAnnotation> Of(IResource resource) =>
        _urls.TryGetValue(resource, out var urls) ? urls : [.. resource.Annotations.OfType<ResourceUrlAnnotation>()];

    public static UrlSnapshot Snapshot(ResourceUrlAnnotation url, bool isInactive) =>
        new(url.Endpoint?.EndpointName, url.Url, url.IsInternal)
        {
            IsInactive = isInactive,
            DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };

    /// <summary>Called when the endpoints of the resource have their addresses.</summary>
    public async Task ResolveAsync(IResource resource, CancellationToken cancellationToken)
    {
        var given = resource.Annotations.OfType<ResourceUrlAnnotation>().ToList();
        List<ResourceUrlAnnotation> urls = [.. OfEndpoints(resource), .. given];
        try
        {
            var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken) { Logger = loggers.GetLogger(resource) };
            foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToList())
                await callback.Callback(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            loggers.GetLogger(resource).LogError(exception, "A URL callback of '{Resource}' failed: {Message}", resource.Name, exception.Message);
        }
        foreach (var url in urls.Where(u => u.Url.StartsWith('/')))
        {
            if (url.Endpoint is { IsAllocated: true } endpoint)
                url.Url = endpoint.Url.TrimEnd('/') + url.Url;
        }
        foreach (var url in given)
            resource.Annotations.Remove(url);
        foreach (var url in urls)
            resource.Annotations.Add(url);
        _urls[resource] = urls;
    }

    private static IEnumerable<ResourceUrlAnnotation> OfEndpoints(IResource resource)
    {
        if (resource is not IResourceWithEndpoints owner)
            yield break;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.AllAllocatedEndpoints.Find(KnownNetworkIdentifiers.LocalhostNetwork) is not { } allocated)
                continue;
            var reference = new EndpointReference(owner, endpoint, KnownNetworkIdentifiers.LocalhostNetwork);
            var url = new ResourceUrlAnnotation { Url = allocated.UriString, Endpoint = reference };
            if (EndpointHostHelpers.IsLocalhostTld(endpoint.TargetHost))
            {
                // The name that the author chose is the one to click on.
                yield return new ResourceUrlAnnotation { Url = UrlAt(endpoint.TargetHost), Endpoint = reference };
                url.DisplayLocation = UrlDisplayLocation.DetailsOnly;
            }
            yield return url;
            if (allocated.BindingMode != EndpointBindingMode.SingleAddress)
                yield return new ResourceUrlAnnotation { Url = UrlAt(Environment.MachineName), Endpoint = reference };
            string UrlAt(string host) => $"{allocated.UriScheme}://{host}:{allocated.Port}";
        }
    }
}
