using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>The addresses of endpoints: a DCP service for each, proxied over the replicas unless the endpoint says otherwise.</summary>
internal sealed class ServiceOrchestration(DcpClient client, ILogger logger)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ServiceStatus>> _addresses = new();
    private readonly ConcurrentDictionary<(ProtocolType Protocol, int Port), string> _claims = new();

    public static string NameOf(IResource resource, EndpointAnnotation endpoint) => $"{resource.Name}-{endpoint.Name}";

    public Task WatchAsync(CancellationToken cancellationToken) =>
        new DcpWatch<Service>(client, logger).RunAsync(
            changed: service =>
            {
                if (service.Status is { EffectivePort: > 0 } status)
                    Address(service.Name).TrySetResult(status);
                return Task.CompletedTask;
            },
            deleted: _ => Task.CompletedTask,
            cancellationToken);

    /// <summary>Allocates all endpoints of a resource, or says why one cannot be had.</summary>
    public Task AllocateAsync(IResource resource, int replicas, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.Annotations.OfType<EndpointAnnotation>().ToList().Select(endpoint => AllocateAsync(resource, endpoint, replicas, cancellationToken)));

    /// <summary>What an executable or container declares to serve: DCP chooses a port per replica where none is given.</summary>
    public static IReadOnlyList<ServiceProducer> Producers(IResource resource) =>
        [.. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => new ServiceProducer(NameOf(resource, endpoint), "localhost",
            endpoint.IsProxied || resource.IsContainer() ? endpoint.TargetPort : endpoint.AllocatedEndpoint?.Port))];

    private async Task AllocateAsync(IResource resource, EndpointAnnotation endpoint, int replicas, CancellationToken cancellationToken)
    {
        Refuse(resource, endpoint, replicas);
        var name = NameOf(resource, endpoint);
        var (address, mode, bindingMode) = Binding(endpoint);
        var port = endpoint.Port ?? (endpoint.IsProxied ? null : endpoint.TargetPort);
        if (port is { } wanted)
            Claim(wanted, resource, endpoint);
        if (!endpoint.IsProxied && !resource.IsContainer())
            port ??= FreePort();
        await client.CreateAsync(new Service
        {
            Metadata = new DcpMetadata { Name = name },
            Spec = new ServiceSpec
            {
                Address = endpoint.IsProxied ? address : "localhost",
                Port = port,
                Protocol = endpoint.Protocol == ProtocolType.Udp ? "UDP" : "TCP",
                AddressAllocationMode = endpoint.IsProxied ? mode : AddressAllocation.Proxyless,
            },
        }, cancellationToken).ConfigureAwait(false);
        if (endpoint.IsProxied)
            port = (await Address(name).Task.WaitAsync(cancellationToken).ConfigureAwait(false)).EffectivePort;
        if (port is not { } allocated)
            return;
        endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(KnownNetworkIdentifiers.LocalhostNetwork,
            new AllocatedEndpoint(endpoint, "localhost", allocated, bindingMode, TargetPort(resource, endpoint, name, allocated), KnownNetworkIdentifiers.LocalhostNetwork));
    }

    private static string TargetPort(IResource resource, EndpointAnnotation endpoint, string service, int allocated) => endpoint switch
    {
        { TargetPort: { } port } when endpoint.IsProxied || resource.IsContainer() => $"{port}",
        { IsProxied: false } => $"{allocated}",
        _ => $$$"""{{- portForServing "{{{service}}}" -}}""",
    };

    private static void Refuse(IResource resource, EndpointAnnotation endpoint, int replicas)
    {
        if (endpoint.IsProxied && endpoint.Port is { } both && endpoint.TargetPort == both && !resource.IsContainer())
            throw new DistributedApplicationException($"The endpoint '{endpoint.Name}' of '{resource.Name}' has a proxy at port {both}, so the program cannot listen there too. Remove targetPort, or add isProxied: false.");
        if (replicas < 2)
            return;
        if (!endpoint.IsProxied)
            throw new DistributedApplicationException($"'{resource.Name}' has {replicas} replicas, but its endpoint '{endpoint.Name}' has no proxy, so they would all need the same port. Remove isProxied: false or WithReplicas.");
        if (endpoint.TargetPort is { } port)
            throw new DistributedApplicationException($"'{resource.Name}' has {replicas} replicas, but its endpoint '{endpoint.Name}' gives them all the target port {port}. Remove targetPort or WithReplicas.");
    }

    private static (string? Address, string? Mode, EndpointBindingMode BindingMode) Binding(EndpointAnnotation endpoint) => endpoint.TargetHost switch
    {
        "0.0.0.0" => ("0.0.0.0", null, EndpointBindingMode.IPv4AnyAddresses),
        "::" or "[::]" => ("::", null, EndpointBindingMode.IPv6AnyAddresses),
        _ when IPAddress.TryParse(endpoint.TargetHost, out var address) && IPAddress.IsLoopback(address) => (endpoint.TargetHost, null, EndpointBindingMode.SingleAddress),
        _ => (null, AddressAllocation.Localhost, EndpointBindingMode.SingleAddress),
    };

    // DCP would give the port to one of the model's own endpoints and let the other wait for ever.
    private void Claim(int port, IResource resource, EndpointAnnotation endpoint)
    {
        var (own, remedy) = ($"the endpoint '{endpoint.Name}' of '{resource.Name}'", "give the endpoint another port");
        if (_claims.GetOrAdd((endpoint.Protocol, port), own) is var holder && holder != own)
            throw new DistributedApplicationException($"Port {port} of {own} is already in use by {holder}. Remove one of the two ports, or {remedy}.");
        if (!IsFree(port, endpoint))
            throw new DistributedApplicationException($"Port {port} of {own} is already in use. End the program that holds it (`ss -ltnp 'sport = :{port}'` names it), or {remedy}.");
    }

    private static bool IsFree(int port, EndpointAnnotation endpoint)
    {
        if (endpoint.Protocol == ProtocolType.Udp)
            return true;
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private TaskCompletionSource<ServiceStatus> Address(string service) =>
        _addresses.GetOrAdd(service, _ => new TaskCompletionSource<ServiceStatus>(TaskCreationOptions.RunContinuationsAsynchronously));
}
