using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>The process that DCP runs for a replica, seen from outside: while DCP ends itself, it tells of an end half a second late.</summary>
internal static class ReplicaProcess
{
    /// <summary>None when nothing runs, or a container does.</summary>
    public static int? IdOf(Replica replica, ResourceNotificationService notifications) =>
        !replica.Ended.IsCompleted && notifications.TryGetCurrentState(replica.Id, out var current)
        && current.Snapshot.Properties.FirstOrDefault(property => property.Name == KnownProperties.Executable.Pid)?.Value is int and > 0 and var id ? id : null;

    /// <summary>Completes when the process or container that runs for the replica is gone.</summary>
    public static Task EndOfAsync(Replica replica, ResourceNotificationService notifications) =>
        IdOf(replica, notifications) is { } id ? Task.WhenAny(replica.Ended, ProcessEnd.OfAsync(id)) : replica.Ended;
}
