using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace EndToEnd.Reliability;

/// <summary>kill -9 of replicas, which are then started again as a cluster would, and restarts of the servers.</summary>
internal sealed class Faults(Replicas replicas, ResourceCommandService commands)
{
    public int Kills { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>Kills one replica of the resource and starts it again.</summary>
    public async Task KillReplicaAsync(string resource, Random random)
    {
        var running = replicas.Of(resource).Where(replica => replica.State == KnownResourceStates.Running).ToList();
        if (running.Count == 0) return;
        var victim = running[random.Next(running.Count)];
        using (var process = Process.GetProcessById(victim.ProcessId)) process.Kill();
        Kills++;

        while (replicas.State(victim.Id) == KnownResourceStates.Running) await Task.Delay(20);
        await ExecuteAsync(victim.Id, KnownResourceCommands.StartCommand);
    }

    public async Task RestartAsync(string resource)
    {
        await ExecuteAsync(resource, KnownResourceCommands.RestartCommand);
        Restarts++;
    }

    private async Task ExecuteAsync(string resource, string command)
    {
        var result = await commands.ExecuteCommandAsync(resource, command);
        Assert.True(result.Success, $"{command} {resource}: {result.Message}");
    }
}
