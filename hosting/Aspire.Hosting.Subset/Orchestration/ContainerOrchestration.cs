using System.Text.Json;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Containers: through DCP on the container runtime of the machine, which need not be there until one is asked for.</summary>
internal sealed class ContainerOrchestration(
    DcpClient client,
    Replicas replicas,
    ReplicaStates states,
    ProcessLog log,
    DistributedApplicationExecutionContext executionContext,
    DcpHost dcp,
    ResourceLoggerService loggers,
    ILogger logger) : IWorkloadOrchestration
{
    private const string Network = "aspire-network";
    private readonly ContainerRuntimeCheck _runtime = new(dcp);
    private readonly Turn _networkTurn = new();
    private bool _hasNetwork;

    public bool Runs(IResource resource) => resource.IsContainer();

    public async Task CreateAsync(Replica replica, CancellationToken cancellationToken)
    {
        var resource = replica.Resource;
        await _runtime.RequireAsync(resource, cancellationToken).ConfigureAwait(false);
        await CreateNetworkAsync(cancellationToken).ConfigureAwait(false);
        var configuration = await ResourceConfiguration.ResolveAsync(resource, executionContext, loggers.GetLogger(replica.Id), cancellationToken).ConfigureAwait(false);
        replica.Settings = ReplicaSettings.Of(configuration);
        var producers = ServiceOrchestration.Producers(resource);
        await client.CreateAsync(new Container
        {
            Metadata = new DcpMetadata
            {
                Name = replica.NextObject(),
                Annotations = new Dictionary<string, string>
                {
                    ["otel-service-name"] = resource.Name,
                    ["otel-service-instance-id"] = replica.Id[(resource.Name.Length + 1)..],
                    ["resource-name"] = resource.Name,
                    [ServiceProducer.Annotation] = JsonSerializer.Serialize(producers, DcpJson.Default.IReadOnlyListServiceProducer),
                },
            },
            Spec = await ContainerSpecification.OfAsync(resource, configuration, Network, cancellationToken).ConfigureAwait(false),
        }, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(Replica replica, CancellationToken cancellationToken) => client.StopAsync<Container>(replica.ObjectName, cancellationToken);

    public Task DeleteAsync(Replica replica, CancellationToken cancellationToken) => client.DeleteAsync<Container>(replica.ObjectName, cancellationToken);

    public Task WatchAsync(CancellationToken cancellationToken) =>
        new DcpWatch<Container>(client, logger).RunAsync(
            changed: container => ObserveAsync(container, cancellationToken),
            deleted: container => ObserveEndAsync(container, cancellationToken),
            cancellationToken);

    private async Task CreateNetworkAsync(CancellationToken cancellationToken)
    {
        using var turn = await _networkTurn.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (!_hasNetwork)
            await client.CreateAsync(new ContainerNetwork { Metadata = new DcpMetadata { Name = Network }, Spec = new ContainerNetworkSpec() }, cancellationToken).ConfigureAwait(false);
        _hasNetwork = true;
    }

    private async Task ObserveAsync(Container container, CancellationToken cancellationToken)
    {
        if (replicas.OfObject(container.Name) is not { } replica || container.Status is not { State: { Length: > 0 } state })
            return;
        replica.Log ??= Task.Run(() => log.FollowAsync<Container>(container.Name, replica.Id, ProcessLog.ContainerOutput, cancellationToken), CancellationToken.None);
        if (state == ContainerState.FailedToStart)
            replica.Log = Task.WhenAll(replica.Log, log.ReadReasonAsync<Container>(container.Name, replica.Id, cancellationToken));
        await states.PublishAsync(replica, snapshot => ContainerSnapshot.Of(container, replica, snapshot)).ConfigureAwait(false);
        if (ContainerState.IsEnd(state))
            states.TellEnd(replica);
    }

    private async Task ObserveEndAsync(Container container, CancellationToken cancellationToken)
    {
        if (replicas.OfObject(container.Name) is not { } replica || cancellationToken.IsCancellationRequested)
            return;
        await states.ExitAsync(replica).ConfigureAwait(false);
    }
}
