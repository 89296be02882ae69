namespace Aspire.Hosting.Orchestration;

/// <summary>The state of replicas as everybody sees it, the events that go with its changes, and the report of faults.</summary>
internal sealed class ReplicaStates(
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    ResourceFamily family,
    FaultReport faults,
    IServiceProvider services)
{
    public Task PublishAsync(Replica replica, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.PublishUpdateAsync(replica.Resource, replica.Id, change);

    /// <summary>Also shows the state in the children that live in a container, as a database does in a server.</summary>
    public async Task PublishWithChildrenAsync(Replica replica, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        await PublishAsync(replica, change).ConfigureAwait(false);
        if (!notifications.TryGetCurrentState(replica.Id, out var current))
            return;
        var shown = current.Snapshot;
        foreach (var child in family.ChildrenOf(replica.Resource))
        {
            await notifications.PublishUpdateAsync(child, snapshot => snapshot with
            {
                State = shown.State,
                StartTimeStamp = shown.StartTimeStamp,
                StopTimeStamp = shown.StopTimeStamp,
            }).ConfigureAwait(false);
        }
    }

    public string? Of(Replica replica) =>
        notifications.TryGetCurrentState(replica.Id, out var current) ? current.Snapshot.State?.Text : null;

    /// <summary>A start that never reached DCP.</summary>
    public async Task FailAsync(Replica replica)
    {
        await PublishAsync(replica, snapshot => snapshot with
        {
            State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            StopTimeStamp = DateTime.UtcNow,
        }).ConfigureAwait(false);
        TellEnd(replica);
    }

    /// <summary>DCP no longer knows what ran.</summary>
    public async Task ExitAsync(Replica replica)
    {
        await PublishAsync(replica, snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text)
            ? snapshot
            : snapshot with { State = KnownResourceStates.Exited, StopTimeStamp = DateTime.UtcNow }).ConfigureAwait(false);
        TellEnd(replica);
    }

    /// <summary>Once for each start: those who wait for the end, the event, and a fault if it was one.</summary>
    public void TellEnd(Replica replica)
    {
        if (replica.IsEndTold)
            return;
        replica.IsEndTold = true;
        // Taken before anybody who waits for the end starts the replica again.
        var (log, isFault) = (replica.Log, !replica.IsStopRequested);
        notifications.TryGetCurrentState(replica.Id, out var last);
        replica.End();
        if (last is not null)
            _ = Task.Run(() => TellAsync(replica, last, isFault, log));
    }

    private async Task TellAsync(Replica replica, ResourceEvent last, bool isFault, Task? log)
    {
        if (isFault)
            await faults.ReportAsync(replica, last.Snapshot, log).ConfigureAwait(false);
        foreach (var resource in family.WithChildren(replica.Resource))
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, last)).ConfigureAwait(false);
    }
}
