using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parity.Authoring;

/// <summary>
/// Writes once a second how every workload stands, <c>.data/scaling/4711.json</c> by the id of this process, so that a load test of this
/// system can show replicas and queues beside its latencies.
/// </summary>
internal sealed class ScalingStatus(string appHost, IConfiguration configuration, DistributedApplicationModel model, LocalAutoscaler autoscaler, ReplicaWatch watch, ReplicaCommands commands, ScalingMeasurement measurement, ILogger<ScalingStatus> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static int runs;
    private readonly string path = Path.Combine(appHost, ".data", "scaling", string.Create(CultureInfo.InvariantCulture, $"{System.Environment.ProcessId}-{Interlocked.Increment(ref runs)}.json"));

    public override void Dispose()
    {
        if (File.Exists(path)) File.Delete(path);
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var timer = new PeriodicTimer(Pace);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) Write();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("A load test will not see the replicas: {Path} could not be written ({Reason}).", path, failure.Message);
        }
    }

    private void Write()
    {
        var dashboard = model.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.Name == "aspire-dashboard")?.GetEndpoints().FirstOrDefault(endpoint => endpoint.IsAllocated);
        // With the key of the dashboard's API in it, it is for nobody else's eyes.
        PrivateFile.Write(path, JsonSerializer.Serialize(new
        {
            dashboard = dashboard?.Url,
            apiKey = configuration["AppHost:DashboardApiKey"],
            workloads = autoscaler.Workloads.ToDictionary(workload => workload.Name, workload => new
            {
                replicas = workload.Wanted.Count,
                ready = watch.Of(workload.Name).Count(replica => replica.Serves),
                startUpSeconds = commands.StartUp(watch.Of(workload.Name))?.TotalSeconds,
                queue = measurement.Queue(workload),
            }),
        }));
    }
}
