using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Keeps the replica file at what the orchestrator reports: the own addresses of replicas that run and are healthy.</summary>
internal sealed class IngressFeed(ResourceNotificationService notifications, ILogger<IngressFeed> logger, IngressFeedFile file, IReadOnlyCollection<string> workloads) : BackgroundService
{
    // Snapshots of one replica are found under its id: orders-wfqkmhvs.
    private readonly Dictionary<string, Replica> replicas = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Write();
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        file.Delete();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
        {
            if (!workloads.Contains(change.Resource.Name)) continue;
            var replica = new Replica(change.Resource.Name, IsUp(change.Snapshot), AddressOf(change.Snapshot));
            if (replicas.GetValueOrDefault(change.ResourceId) == replica) continue;
            replicas[change.ResourceId] = replica;
            Write();
        }
    }

    private static bool IsUp(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy;

    // The endpoint's URL is that of the proxy in front of all replicas; what the replica itself listens on is the internal one, and
    // where an orchestrator lists none, the environment that the replica was started with says it.
    private static string? AddressOf(CustomResourceSnapshot snapshot) =>
        snapshot.Urls.FirstOrDefault(url => url is { IsInternal: true, Name: "http target port" })?.Url
        ?? snapshot.EnvironmentVariables.FirstOrDefault(variable => variable is { IsFromSpec: true, Name: "ASPNETCORE_URLS" })?.Value?
            .Split(';').FirstOrDefault(url => url.StartsWith("http://", StringComparison.Ordinal));

    private void Write()
    {
        try
        {
            file.Write(workloads.Where(HasAddresses).ToDictionary(workload => workload, AddressesOf));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.LogError("The ingress cannot be told of replicas: {Path} could not be written ({Reason}).", file.Path, exception.Message);
        }
    }

    // A workload whose replicas have no address of their own is left out, and the ingress asks the orchestrator's proxy.
    private bool HasAddresses(string workload) =>
        !replicas.Values.Any(replica => replica is { IsUp: true, Address: null } && replica.Workload == workload);

    private string[] AddressesOf(string workload) =>
        [.. replicas.Values.Where(replica => replica.IsUp && replica.Workload == workload).Select(replica => replica.Address!).Order(StringComparer.Ordinal)];

    private sealed record Replica(string Workload, bool IsUp, string? Address);
}
