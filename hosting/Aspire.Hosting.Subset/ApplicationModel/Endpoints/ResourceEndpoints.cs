namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(resource, endpoint)).ToList();

    public static IEnumerable<EndpointReference> GetEndpoints(this IResourceWithEndpoints resource, NetworkIdentifier contextNetworkId) =>
        resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new EndpointReference(resource, endpoint, contextNetworkId)).ToList();

    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName) => new(resource, endpointName);

    public static EndpointReference GetEndpoint(this IResourceWithEndpoints resource, string endpointName, NetworkIdentifier contextNetworkId) =>
        new(resource, endpointName, contextNetworkId);

    /// <summary>The ports that a deployment gives the endpoints, chosen where the author chose none.</summary>
    public static IReadOnlyList<ResolvedEndpoint> ResolveEndpoints(this IResource resource, IPortAllocator? portAllocator = null)
    {
        var ports = portAllocator ?? new PortAllocator();
        var schemes = new HashSet<string>();
        var resolved = new List<ResolvedEndpoint>();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var http = endpoint.UriScheme is "http" or "https";
            int? port = endpoint.Port is 0 ? null : endpoint.Port;
            var target = (resource, endpoint.TargetPort is 0 ? null : endpoint.TargetPort, port) switch
            {
                (_, { } stated, _) => ResolvedPort.Explicit(stated),
                (ContainerResource, null, { } same) => ResolvedPort.Implicit(same),
                // The first HTTP endpoint of a project listens where the deployment says.
                (ProjectResource, null, _) when http && !schemes.Contains(endpoint.UriScheme) => ResolvedPort.None(),
                _ => ResolvedPort.Allocated(ports.AllocatePort()),
            };
            if (resource is ProjectResource && http)
            {
                schemes.Add(endpoint.UriScheme);
            }

            var exposed = (port, target.Value) switch
            {
                ({ } stated, _) => ResolvedPort.Explicit(stated),
                (null, { } same) => ResolvedPort.Implicit(same),
                _ when http => ResolvedPort.None(),
                _ => ResolvedPort.Allocated(ports.AllocatePort()),
            };
            foreach (var used in new[] { exposed.Value, target.Value }.OfType<int>())
            {
                ports.AddUsedPort(used);
            }

            resolved.Add(new ResolvedEndpoint { Endpoint = endpoint, TargetPort = target, ExposedPort = exposed });
        }

        return resolved;
    }

    /// <summary>Whether ASP.NET Core is told to listen there; of other schemes, and of what has a variable of its own, it knows nothing.</summary>
    internal static bool InjectsEnvironment(this IResource resource, EndpointReference endpoint) =>
        endpoint.EndpointAnnotation is { UriScheme: "http" or "https", TargetPortEnvironmentVariable: null }
        && resource.Annotations.OfType<EndpointEnvironmentInjectionFilterAnnotation>().Select(annotation => annotation.Filter).All(filter => filter(endpoint.EndpointAnnotation));
}
