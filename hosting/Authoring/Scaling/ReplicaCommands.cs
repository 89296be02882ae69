using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Parity.Authoring;

/// <summary>Starts replicas, and stops them once nobody sends to them any more.</summary>
internal sealed class ReplicaCommands(ResourceCommandService commands, ResourceNotificationService notifications, ReplicaWatch watch, IngressLoad ingress)
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    // Callers read the replica file every 75 ms; what they have sent by then ends while the replica shuts down.
    private static readonly TimeSpan NoticeDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, bool> starting = new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, DateTime> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How long the last of these replicas took until it served, from the decision on; from the start of its process on where it began
    /// with the system and waited for others. Null where none serves.
    /// </summary>
    public TimeSpan? StartUp(IEnumerable<Replica> replicas) =>
        (from replica in replicas
         let began = asked.TryGetValue(replica.Id, out var decided) ? decided : replica.StartedAt
         where replica.ReadyAt > began
         orderby began descending
         select replica.ReadyAt - began).FirstOrDefault();

    /// <summary>Asked to start, and neither running nor refused yet.</summary>
    public bool IsStarting(string id) => starting.ContainsKey(id);

    /// <param name="replica">What starts.</param>
    /// <param name="log">Where a failure is told.</param>
    /// <param name="isDecision">Whether a decision asked for it, and not the start of the system.</param>
    /// <param name="cancellation">The end of the run.</param>
    public void Start(Replica replica, ILogger log, bool isDecision, CancellationToken cancellation)
    {
        if (!starting.TryAdd(replica.Id, true)) return;
        if (isDecision) asked[replica.Id] = DateTime.UtcNow;
        _ = Task.Run(() => StartAsync(replica, log, cancellation), CancellationToken.None);
    }

    public void Stop(Replica replica, ILogger log, CancellationToken cancellation)
    {
        watch.Drain(replica.Id);
        _ = Task.Run(() => StopAsync(replica, log, cancellation), CancellationToken.None);
    }

    private async Task StartAsync(Replica replica, ILogger log, CancellationToken cancellation)
    {
        try
        {
            // At the start of the system the orchestrator may not know the replica yet.
            for (var (since, pause) = (DateTime.UtcNow, 10); ; pause = Math.Min(2 * pause, 1000))
            {
                var result = await commands.ExecuteCommandAsync(replica.Id, KnownResourceCommands.StartCommand, cancellation).ConfigureAwait(false);
                if (result.Success || result.Canceled) break;
                if (DateTime.UtcNow - since > StartPatience)
                {
                    log.LogError("{Replica} could not be started: {Reason}", replica.Id, result.Message);
                    break;
                }

                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }

            await ShowSparesAsync(replica).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        finally
        {
            starting.TryRemove(replica.Id, out _);
        }
    }

    private async Task StopAsync(Replica replica, ILogger log, CancellationToken cancellation)
    {
        try
        {
            var noticed = Task.Delay(NoticeDelay, cancellation);
            if (replica.Address is { } address && !await ingress.UntilIdleAsync(address, DrainPatience, cancellation).ConfigureAwait(false))
                log.LogWarning("{Replica} still answered requests after {Seconds} s and is stopped now.", replica.Id, DrainPatience.TotalSeconds);
            await noticed.ConfigureAwait(false);
            var result = await commands.ExecuteCommandAsync(replica.Id, KnownResourceCommands.StopCommand, cancellation).ConfigureAwait(false);
            if (result is { Success: false, Canceled: false }) log.LogError("{Replica} could not be stopped: {Reason}", replica.Id, result.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    // While a replica waits for what it depends on, the orchestrator shows all replicas of its resource as waiting.
    private async Task ShowSparesAsync(Replica started)
    {
        foreach (var spare in watch.Of(started.Resource.Name).Where(replica => replica.State == KnownResourceStates.Waiting && !IsStarting(replica.Id)))
            await notifications.PublishUpdateAsync(spare.Resource, spare.Id, snapshot => snapshot.State?.Text == KnownResourceStates.Waiting ? snapshot with { State = KnownResourceStates.NotStarted } : snapshot).ConfigureAwait(false);
    }
}
