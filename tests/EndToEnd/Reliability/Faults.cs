using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace EndToEnd.Reliability;

/// <summary>
/// kill -9 of replicas, which are then started again as a cluster would, and restarts of the servers. A resource is hit again when it
/// has recovered, so that a slow machine sees as many faults as a fast one, only later.
/// </summary>
internal sealed class Faults(Replicas replicas, ResourceCommandService commands)
{
    private int _kills;
    private int _restarts;

    public int Kills => _kills;

    public int Restarts => _restarts;

    /// <summary>Kills one replica of the resource, starts it again and waits until it serves.</summary>
    public async Task KillReplicaAsync(string resource, Random random, CancellationToken cancellation)
    {
        var all = replicas.Of(resource);
        var victim = all[random.Next(all.Count)];
        await replicas.UntilServingAsync(victim, cancellation);
        using (var process = Process.GetProcessById(replicas.ProcessId(victim))) process.Kill();
        Interlocked.Increment(ref _kills);

        await replicas.UntilEndedAsync(victim, cancellation);
        await ExecuteAsync(victim, KnownResourceCommands.StartCommand, cancellation);
        await replicas.UntilServingAsync(victim, cancellation);
    }

    public async Task RestartAsync(string resource, CancellationToken cancellation)
    {
        var server = Assert.Single(replicas.Of(resource));
        await ExecuteAsync(server, KnownResourceCommands.RestartCommand, cancellation);
        Interlocked.Increment(ref _restarts);
        await replicas.UntilServingAsync(server, cancellation);
    }

    private async Task ExecuteAsync(string resource, string command, CancellationToken cancellation)
    {
        var result = await commands.ExecuteCommandAsync(resource, command, cancellation);
        Assert.True(result.Success, $"{command} {resource}: {result.Message}");
    }
}
