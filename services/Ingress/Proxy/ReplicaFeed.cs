using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Ingress.Proxy;

/// <summary>
/// The addresses of each workload: live from the watched file where it names the workload, otherwise as service discovery configures
/// them (<c>services:orders:http:0</c>). The file is polled because inotify instances are few on shared machines.
/// </summary>
internal sealed class ReplicaFeed(IngressSettings settings, IConfiguration configuration, ILogger<ReplicaFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(75);

    private static readonly string[] Schemes = ["http", "https"];

    private readonly string path = settings.ReplicasFile;
    private (DateTime Written, long Length) seen;
    private Snapshot current = new(new Dictionary<string, string[]>());

    /// <summary>Fires when <see cref="AddressesOf"/> may answer differently.</summary>
    public IChangeToken Changed => new CancellationChangeToken(current.Replaced.Token);

    public IReadOnlyList<string> AddressesOf(string workload) =>
        current.Addresses.TryGetValue(workload, out var live) ? live : Configured(workload);

    /// <summary>Reads the file when it is new; called once before the first request.</summary>
    public void Refresh()
    {
        if (path.Length == 0) return;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || (file.LastWriteTimeUtc, file.Length) == seen) return;
            var stamp = (file.LastWriteTimeUtc, file.Length);
            var addresses = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(path)) ?? [];
            seen = stamp;
            var previous = current;
            current = new(addresses);
            previous.Replaced.Cancel();
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            // A writer that does not replace the file in one step is read again in a moment; the last good addresses stay.
            logger.LogWarning("The replica file {Path} could not be read: {Reason}", path, exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (path.Length == 0) return;
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Refresh();
    }

    private string[] Configured(string workload) =>
        [.. from scheme in Schemes
            from address in configuration.GetSection($"services:{workload}:{scheme}").GetChildren()
            where address.Value is { Length: > 0 }
            select address.Value];

    private sealed record Snapshot(IReadOnlyDictionary<string, string[]> Addresses)
    {
        public CancellationTokenSource Replaced { get; } = new();
    }
}
