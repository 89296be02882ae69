namespace Benchmarks.Rush;

/// <summary>
/// The replica of one workload. A rolling restart does what a cluster does: start a new replica, wait until it is ready, send it requests, end an old one by
/// SIGTERM; that the old one is unready is seen by a probe, as everywhere, and only then is it left out.
/// </summary>
internal sealed class Rollout(ReplicaTable table, string workload, string program, IReadOnlyList<(string Key, string Value)> settings) : IAsyncDisposable
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(100);
    // In a cluster every node has to hear that an endpoint is gone.
    private static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(400);

    private readonly Queue<Service> _replicas = new();

    private Task _leaving = Task.CompletedTask;

    /// <summary>Of replicas that are started from now on.</summary>
    public IReadOnlyList<(string Key, string Value)> MoreSettings { get; set; } = [];

    /// <summary>Rolling restarts that are complete.</summary>
    public int Restarts { get; private set; }

    public Task Start() => AddOne();

    /// <summary>Returns while the old replica may still be leaving, so that another workload can begin.</summary>
    public async Task Restart()
    {
        await _leaving;
        await AddOne();
        _leaving = RemoveOne();
        Restarts++;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving;
        foreach (var replica in _replicas) await replica.DisposeAsync();
    }

    private async Task AddOne()
    {
        var replica = await Service.Start(program, [.. settings, .. MoreSettings]);
        _replicas.Enqueue(replica);
        table.Add(workload, replica.Address);
    }

    private async Task RemoveOne()
    {
        await using var replica = _replicas.Dequeue();
        replica.Process.Signal();
        while (await replica.Status("/ready") == 200) await Task.Delay(ProbeInterval);
        await Task.Delay(Spread);
        table.Remove(workload, replica.Address);
        await replica.Process.WaitForExit().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
