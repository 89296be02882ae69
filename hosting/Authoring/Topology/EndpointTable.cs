using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>What the endpoints of a resource are in a cluster: a name and a port each, the same for all replicas.</summary>
internal sealed class EndpointTable(Sequence<Endpoint> endpoints, IReadOnlyDictionary<string, Endpoint> byName)
{
    public Sequence<Endpoint> Endpoints { get; } = endpoints;

    /// <summary>The endpoint under its name in Aspire's model; <c>https</c> of a project is its <c>http</c>, since TLS ends before the pod.</summary>
    public Endpoint? Find(string name) => byName.GetValueOrDefault(name);

    public static EndpointTable Read(Reading reading, IResource resource)
    {
        if (resource.TryGetLastAnnotation<ClusterFormAnnotation>(out var form))
            return new(form.Workload.Endpoints, form.Workload.Endpoints.ToDictionary(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase));

        var declared = resource.Annotations.OfType<EndpointAnnotation>().ToArray();
        var taken = declared.Select(endpoint => endpoint.TargetPort).OfType<int>().ToHashSet();
        var byName = new Dictionary<string, Endpoint>(StringComparer.OrdinalIgnoreCase);
        var endpoints = new List<Endpoint>();
        foreach (var endpoint in declared.Where(endpoint => !IsSecure(endpoint)).Concat(declared.Where(IsSecure)))
        {
            if (IsSecure(endpoint) && resource is ProjectResource && endpoints.Find(known => known.Protocol != Protocol.Tcp) is { } plain)
            {
                byName[endpoint.Name] = plain;
                continue;
            }

            if (endpoint.Protocol != System.Net.Sockets.ProtocolType.Tcp)
                reading.Error("ENDPOINT-001", resource, $"its endpoint '{endpoint.Name}' speaks {endpoint.Protocol}, and only TCP can be emitted.", "Use a TCP endpoint.");
            if (PortOf(resource, endpoint, taken) is not { } port)
            {
                reading.Error("ENDPOINT-002", resource, $"the port of its endpoint '{endpoint.Name}' inside the container is not known.", $"Use WithEndpoint(name: \"{endpoint.Name}\", targetPort: …).");
                continue;
            }

            var listed = new Endpoint(endpoint.Name.ToLowerInvariant(), port, ProtocolOf(endpoint));
            endpoints.Add(listed);
            byName[endpoint.Name] = listed;
        }

        return new([.. endpoints], byName);
    }

    private static bool IsSecure(EndpointAnnotation endpoint) => endpoint.UriScheme == "https";

    // A project listens where it is told, a container where its image says.
    private static int? PortOf(IResource resource, EndpointAnnotation endpoint, HashSet<int> taken)
    {
        if (endpoint.TargetPort is { } port) return port;
        if (resource is not ProjectResource) return endpoint.Port;
        var free = Enumerable.Range(Default.Port, 1000).First(candidate => !taken.Contains(candidate));
        taken.Add(free);
        return free;
    }

    private static Protocol ProtocolOf(EndpointAnnotation endpoint) =>
        endpoint.UriScheme is not ("http" or "https") ? Protocol.Tcp : endpoint.Transport == "http2" ? Protocol.Http2 : Protocol.Http;
}
