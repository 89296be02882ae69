using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parity.Authoring;

/// <summary>Keeps a replica file at what is true: the own addresses of the replicas that serve.</summary>
internal sealed class ReplicaFeed(ReplicaWatch watch, ILogger<ReplicaFeed> logger, ReplicaFeedFile file, IReadOnlyCollection<string> workloads) : IHostedService, IDisposable
{
    private readonly Lock gate = new();
    private string written = "";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Write();
        watch.Changed += Write;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        watch.Changed -= Write;
        lock (gate) file.Delete();
    }

    private void Write()
    {
        lock (gate)
        {
            var addresses = workloads.Where(HasAddresses).ToDictionary(workload => workload, AddressesOf);
            var content = string.Join(';', addresses.Select(entry => $"{entry.Key}={string.Join(',', entry.Value)}"));
            if (content == written && content.Length > 0) return;
            try
            {
                file.Write(addresses);
                written = content;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.LogError("Nobody can be told of replicas: {Path} could not be written ({Reason}).", file.Path, exception.Message);
            }
        }
    }

    // A workload whose replicas have no address of their own is left out, and the orchestrator's proxy is asked.
    private bool HasAddresses(string workload) => !watch.Of(workload).Any(replica => replica is { IsUp: true, Address: null });

    private string[] AddressesOf(string workload) =>
        [.. watch.Of(workload).Where(replica => replica.Serves).Select(replica => replica.Address!).Order(StringComparer.Ordinal)];
}
