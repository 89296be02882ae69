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
        replica.End();
        if (notifications.TryGetCurrentState(replica.Id, out var last))
            _ = Task.Run(() => TellAsync(replica, last));
    }

    private async Task TellAsync(Replica replica, ResourceEvent last)
    {
        await faults.ReportAsync(replica, last.Snapshot).ConfigureAwait(false);
        foreach (var resource in family.WithChildren(replica.Resource))
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, last)).ConfigureAwait(false);
    }
}
