using System.Text.Json;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Projects and executables: one DCP executable per replica, so that each can be stopped and restarted alone.</summary>
internal sealed class ExecutableOrchestration(
    DcpClient client,
    Replicas replicas,
    ReplicaStates states,
    ProcessLog log,
    ProjectPrograms projects,
    DistributedApplicationExecutionContext executionContext,
    ResourceLoggerService loggers,
    ILogger logger) : IWorkloadOrchestration
{
    public bool Runs(IResource resource) => resource is ProjectResource or ExecutableResource;

    public async Task CreateAsync(Replica replica, CancellationToken cancellationToken)
    {
        var resource = replica.Resource;
        var program = resource.TryGetLastAnnotation<IProjectMetadata>(out var project)
            ? await projects.OfAsync(resource, project, cancellationToken).ConfigureAwait(false)
            : ExecutablePrograms.Of((ExecutableResource)resource);
        var configuration = await ResourceConfiguration.ResolveAsync(resource, executionContext, loggers.GetLogger(replica.Id), cancellationToken).ConfigureAwait(false);
        replica.Settings = ReplicaSettings.Of(configuration);
        await client.CreateAsync(new Executable
        {
            Metadata = new DcpMetadata { Name = replica.NextObject(), Annotations = Annotations(replica) },
            Spec = new ExecutableSpec
            {
                ExecutablePath = program.Path,
                WorkingDirectory = program.WorkingDirectory,
                Args = [.. program.Arguments, .. configuration.Arguments.Select(a => a.Value)],
                Env = [.. configuration.EnvironmentVariables.Select(v => new EnvVar(v.Name, v.Value))],
                ExecutionType = "Process",
            },
        }, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(Replica replica, CancellationToken cancellationToken) => client.StopAsync<Executable>(replica.ObjectName, cancellationToken);

    public Task DeleteAsync(string objectName, CancellationToken cancellationToken) => client.DeleteAsync<Executable>(objectName, cancellationToken);

    public Task WatchAsync(CancellationToken cancellationToken) =>
        new DcpWatch<Executable>(client, logger).RunAsync(
            changed: executable => ObserveAsync(executable, cancellationToken),
            deleted: executable => ObserveEndAsync(executable, cancellationToken),
            cancellationToken);

    private static Dictionary<string, string> Annotations(Replica replica)
    {
        var annotations = new Dictionary<string, string>
        {
            // DCP replaces these in environment variables: {{- index .Annotations "otel-service-name" -}}
            ["otel-service-name"] = replica.Resource.Name,
            ["otel-service-instance-id"] = replica.Id[(replica.Resource.Name.Length + 1)..],
            ["resource-name"] = replica.Resource.Name,
        };
        if (ServiceOrchestration.Producers(replica.Resource) is { Count: > 0 } producers)
            annotations[ServiceProducer.Annotation] = JsonSerializer.Serialize(producers, DcpJson.Default.IReadOnlyListServiceProducer);
        return annotations;
    }

    private async Task ObserveAsync(Executable executable, CancellationToken cancellationToken)
    {
        if (replicas.OfObject(executable.Name) is not { } replica || executable.Status is not { State: { Length: > 0 } state } status)
            return;
        var end = ExecutableState.IsEnd(state);
        if (replica.Log is null && (end || status.Pid > 0))
            replica.Log = Task.Run(() => ReadLogAsync(executable, replica, state, cancellationToken), CancellationToken.None);
        await states.PublishAsync(replica, snapshot => ExecutableSnapshot.Of(executable, replica, snapshot)).ConfigureAwait(false);
        if (end)
            states.TellEnd(replica);
    }

    private Task ReadLogAsync(Executable executable, Replica replica, string state, CancellationToken cancellationToken) =>
        state == ExecutableState.FailedToStart
            ? log.ReadReasonAsync<Executable>(executable.Name, replica.Id, cancellationToken)
            : log.FollowAsync<Executable>(executable.Name, replica.Id, ProcessLog.Output, cancellationToken);

    private async Task ObserveEndAsync(Executable executable, CancellationToken cancellationToken)
    {
        if (replicas.OfObject(executable.Name) is not { } replica || cancellationToken.IsCancellationRequested)
            return;
        await states.ExitAsync(replica).ConfigureAwait(false);
    }
}
