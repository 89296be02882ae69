namespace Aspire.Hosting;

/// <summary>The endpoint that a health check, probe or command calls: the one named, else https, else http.</summary>
internal static class HttpEndpoints
{
    private static readonly string[] Schemes = ["https", "http"];

    public static EndpointReference Select<T>(IResourceBuilder<T> builder, string? endpointName, Func<EndpointReference>? selector, string purpose) where T : IResourceWithEndpoints
    {
        EndpointReference selected;
        if (selector is not null)
        {
            selected = selector() ?? throw new DistributedApplicationException($"Could not create {purpose} for resource '{builder.Resource.Name}' as the endpoint selector returned null.");
        }
        else
        {
            string[] names = endpointName is null ? Schemes : [endpointName];
            selected = names.Select(name => builder.Resource.GetEndpoints().FirstOrDefault(endpoint => ResourceNames.Equal(endpoint.EndpointName, name))).FirstOrDefault(endpoint => endpoint is not null)
                ?? throw new DistributedApplicationException($"Could not create {purpose} for resource '{builder.Resource.Name}' as no endpoint was found matching one of the specified names: {string.Join(", ", names)}. Add the endpoint before, with WithHttpEndpoint for example.");
        }

        return Schemes.Contains(selected.Scheme, StringComparer.OrdinalIgnoreCase)
            ? selected
            : throw new DistributedApplicationException($"Could not create {purpose} for resource '{builder.Resource.Name}' as the endpoint with name '{selected.EndpointName}' and scheme '{selected.Scheme}' is not an HTTP endpoint.");
    }
}
