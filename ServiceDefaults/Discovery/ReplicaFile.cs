using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace ServiceDefaults.Discovery;

/// <summary>
/// The addresses of replicas in a file that is replaced whenever they change, <c>{"orders": ["http://localhost:40213"]}</c>.
/// It is polled because inotify instances are few on shared machines.
/// </summary>
public sealed class ReplicaFile(string path, ILogger<ReplicaFile> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(75);
    private (DateTime Written, long Length) seen;
    private Snapshot current = new(new Dictionary<string, string[]>());

    /// <summary>Fires when <see cref="AddressesOf"/> may answer differently.</summary>
    public IChangeToken Changed => new CancellationChangeToken(current.Replaced.Token);

    /// <summary>Null where the file does not name the workload.</summary>
    public IReadOnlyList<string>? AddressesOf(string workload) => current.Addresses.GetValueOrDefault(workload);

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
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) Refresh();
    }

    private sealed record Snapshot(IReadOnlyDictionary<string, string[]> Addresses)
    {
        public CancellationTokenSource Replaced { get; } = new();
    }
}
