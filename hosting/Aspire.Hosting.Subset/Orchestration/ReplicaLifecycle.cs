namespace Aspire.Hosting.Orchestration;

/// <summary>Starts, stops and restarts replicas: all resources at once, each as soon as what it waits for is there.</summary>
internal sealed class ReplicaLifecycle(
    Replicas replicas,
    IReadOnlyList<IWorkloadOrchestration> workloads,
    ReplicaStates states,
    IDistributedApplicationEventing eventing,
    ResourceLoggerService loggers,
    IServiceProvider services)
{
    /// <summary>The first start of a resource: its events and waits once, then all its replicas.</summary>
    public async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        var all = replicas.Of(resource);
        var turns = await Task.WhenAll(all.Select(replica => replica.Turn.TakeAsync(cancellationToken))).ConfigureAwait(false);
        using var preparation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = PrepareAsync(resource, all, preparation.Token);
        await Task.WhenAll(all.Zip(turns, async (replica, turn) =>
        {
            using (turn)
                await RunAsync(replica, ready, cancellationToken).ConfigureAwait(false);
        })).ConfigureAwait(false);
        // All may have been started by hand before the wait was over.
        await preparation.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Starts one replica that is not running; one that waits stops waiting.</summary>
    public async Task StartAsync(Replica replica, CancellationToken cancellationToken)
    {
        if (replica.ReleaseWait())
            return;
        using var turn = await replica.Turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (!await HasEndedAsync(replica, cancellationToken).ConfigureAwait(false))
            return;
        using var preparation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await RunAsync(replica, PrepareAsync(replica.Resource, [replica], preparation.Token), cancellationToken).ConfigureAwait(false);
        await preparation.CancelAsync().ConfigureAwait(false);
    }

    public async Task StopAsync(Replica replica, CancellationToken cancellationToken)
    {
        using var turn = await replica.Turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        await EndAsync(replica, cancellationToken).ConfigureAwait(false);
    }

    public async Task RestartAsync(Replica replica, CancellationToken cancellationToken)
    {
        await StopAsync(replica, cancellationToken).ConfigureAwait(false);
        await StartAsync(replica, cancellationToken).ConfigureAwait(false);
    }

    // The end of a process is shown a moment before it counts here; who saw it and asks for a start must not be left without one.
    private async Task<bool> HasEndedAsync(Replica replica, CancellationToken cancellationToken)
    {
        while (!replica.Ended.IsCompleted && KnownResourceStates.TerminalStates.Contains(states.Of(replica)))
            await Task.Delay(10, cancellationToken).ConfigureAwait(false);
        return replica.Ended.IsCompleted;
    }

    private async Task EndAsync(Replica replica, CancellationToken cancellationToken)
    {
        if (replica.Ended.IsCompleted)
            return;
        replica.IsStopRequested = true;
        await states.PublishAsync(replica, snapshot => snapshot with { State = KnownResourceStates.Stopping }).ConfigureAwait(false);
        await Workload(replica).StopAsync(replica, cancellationToken).ConfigureAwait(false);
        await replica.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task PrepareAsync(IResource resource, IReadOnlyList<Replica> started, CancellationToken cancellationToken)
    {
        foreach (var replica in started)
            replica.Begin(cancellationToken);
        foreach (var replica in started)
        {
            await states.PublishAsync(replica, snapshot => (snapshot with
            {
                State = KnownResourceStates.Starting,
                ExitCode = null,
                StartTimeStamp = null,
                StopTimeStamp = null,
                ResourceReadyEvent = null,
            }).WithHealthReports(Health.HealthChecks.Initial(resource))).ConfigureAwait(false);
        }
        await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(Replica replica, Task ready, CancellationToken cancellationToken)
    {
        try
        {
            await replica.WaitAsync(ready, cancellationToken).ConfigureAwait(false);
            await states.PublishAsync(replica, snapshot => snapshot with { State = KnownResourceStates.Starting }).ConfigureAwait(false);
            var workload = Workload(replica);
            if (replica.LastObject is { } last)
                await workload.DeleteAsync(last, cancellationToken).ConfigureAwait(false);
            await workload.CreateAsync(replica, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops while the replica was starting.
        }
        catch (Exception exception)
        {
            // Whatever kept one resource from starting is told there; the others go on.
            loggers.GetLogger(replica.Id).LogError("{Reason}", Reason(exception));
            await states.FailAsync(replica).ConfigureAwait(false);
        }
    }

    private static string Reason(Exception exception) => exception is DistributedApplicationException or MissingParameterValueException
        ? exception.Message
        : exception.ToString();

    private IWorkloadOrchestration Workload(Replica replica) => workloads.First(w => w.Runs(replica.Resource));
}
