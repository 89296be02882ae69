using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>The end of a process that DCP runs, seen from outside: while DCP ends itself, it tells of one half a second late.</summary>
internal static class ProcessEnd
{
    /// <summary>Completes when the process or container that runs for the replica is gone.</summary>
    public static Task OfAsync(Replica replica, ResourceNotificationService notifications) =>
        replica.Ended.IsCompleted || PidOf(replica, notifications) is not { } pid ? replica.Ended : Task.WhenAny(replica.Ended, OfAsync(pid));

    private static int? PidOf(Replica replica, ResourceNotificationService notifications) =>
        notifications.TryGetCurrentState(replica.Id, out var current) && current.Snapshot.Properties.FirstOrDefault(property => property.Name == KnownProperties.Executable.Pid)?.Value is int and > 0 and var pid ? pid : null;

    private static async Task OfAsync(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync().ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }
}
