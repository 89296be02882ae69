using System.Collections.Concurrent;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Which replica serves which endpoint, and at which port of its own; the URLs in its snapshot follow.</summary>
internal sealed class EndpointOrchestration(DcpClient client, Replicas replicas, ReplicaStates states, ResourceUrls urls, ILogger logger)
{
    private readonly ConcurrentDictionary<string, Endpoint> _endpoints = new();

    public Task WatchAsync(CancellationToken cancellationToken) =>
        new DcpWatch<Endpoint>(client, logger).RunAsync(
            changed: endpoint =>
            {
                _endpoints[endpoint.Name] = endpoint;
                return PublishAsync(endpoint);
            },
            deleted: endpoint =>
            {
                _endpoints.TryRemove(endpoint.Name, out _);
                return PublishAsync(endpoint);
            },
            cancellationToken);

    private Task PublishAsync(Endpoint endpoint) =>
        endpoint.Metadata.OwnerReferences is [{ Name: { } owner }, ..] && replicas.OfObject(owner) is { } replica
            ? states.PublishAsync(replica, snapshot => snapshot with { Urls = [.. Of(replica)] })
            : Task.CompletedTask;

    private IEnumerable<UrlSnapshot> Of(Replica replica)
    {
        var served = _endpoints.Values
            .Where(e => e.Metadata.OwnerReferences is [{ Name: var owner }, ..] && owner == replica.ObjectName)
            .ToDictionary(e => e.Spec.ServiceName ?? "", e => e);
        foreach (var url in urls.Of(replica.Resource))
        {
            var isServed = url.Endpoint is not { } endpoint || served.ContainsKey($"{endpoint.Resource.Name}-{endpoint.EndpointName}") || endpoint.Resource != replica.Resource;
            yield return ResourceUrls.Snapshot(url, isInactive: !isServed);
        }
        foreach (var annotation in replica.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (served.TryGetValue(ServiceOrchestration.NameOf(replica.Resource, annotation), out var endpoint) && annotation.IsProxied)
                yield return new UrlSnapshot($"{annotation.Name} target port", $"{annotation.UriScheme}://{endpoint.Spec.Address}:{endpoint.Spec.Port}", IsInternal: true);
        }
    }
}
