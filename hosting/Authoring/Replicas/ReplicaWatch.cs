using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Parity.Authoring;

/// <summary>Workloads whose replicas are of interest to somebody.</summary>
internal sealed record FollowedWorkloads(IReadOnlyCollection<string> Names);

/// <summary>
/// The replicas as they are: what the orchestrator says of each, and whether it answers at its own address. The orchestrator's
/// health checks ask through the proxy in front of all replicas, so one that answers would vouch for one that does not yet.
/// </summary>
internal sealed class ReplicaWatch(ResourceNotificationService notifications, IEnumerable<FollowedWorkloads> followed) : BackgroundService
{
    private readonly HashSet<string> names = [.. followed.SelectMany(workloads => workloads.Names)];
    private readonly ConcurrentDictionary<string, Replica> replicas = [];
    private readonly Dictionary<string, (string Address, CancellationTokenSource Stop)> probes = [];
    private readonly ReplicaProbe probe = new();
    private readonly Lock gate = new();

    /// <summary>Something of a replica that requests or decisions depend on is different.</summary>
    public event Action? Changed;

    public IReadOnlyList<Replica> Of(string workload) =>
        [.. replicas.Values.Where(replica => replica.Resource.Name == workload).OrderBy(replica => replica.Id, StringComparer.Ordinal)];

    /// <summary>From now on no request is sent to it.</summary>
    public void Drain(string id) => Update(id, replica => replica with { IsDraining = true });

    /// <summary>Waits until so many replicas serve.</summary>
    public async Task UntilServingAsync(string workload, int count, CancellationToken cancellation)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Of(workload).Count(replica => replica.Serves) >= count) reached.TrySetResult();
        }

        Changed += Look;
        try
        {
            Look();
            await reached.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Changed -= Look;
        }
    }

    public override void Dispose()
    {
        foreach (var (_, stop) in probes.Values) stop.Dispose();
        probe.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                if (!names.Contains(change.Resource.Name)) continue;
                replicas.TryAdd(change.ResourceId, new(change.ResourceId, change.Resource));
                Update(change.ResourceId, replica => replica.After(change.Snapshot));
                Probe(replicas[change.ResourceId], stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // One loop for each replica that runs, from its address on until it no longer runs.
    private void Probe(Replica replica, CancellationToken stopping)
    {
        var probed = probes.GetValueOrDefault(replica.Id);
        var wanted = replica.IsUp ? replica.Address ?? "" : null;
        if (probed.Address == wanted) return;
        if (probed.Stop is { } last)
        {
            last.Cancel();
            last.Dispose();
            probes.Remove(replica.Id);
        }

        if (wanted is null) return;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        probes[replica.Id] = (wanted, stop);
        var token = stop.Token;
        _ = Task.Run(() => probe.FollowAsync(() => replicas[replica.Id], isReady => Update(replica.Id, current => token.IsCancellationRequested ? current : current with
        {
            IsReady = isReady,
            ReadyAt = isReady ? current.ReadyAt ?? DateTime.UtcNow : null,
        }), token), CancellationToken.None);
    }

    private void Update(string id, Func<Replica, Replica> change)
    {
        lock (gate)
        {
            if (!replicas.TryGetValue(id, out var before)) return;
            var after = change(before);
            if (after == before) return;
            replicas[id] = after;
        }

        Changed?.Invoke();
    }
}
