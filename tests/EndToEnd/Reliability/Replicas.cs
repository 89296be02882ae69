using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EndToEnd.Reliability;

/// <summary>The replicas of every resource as they are now.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly ResourceNotificationService _notifications;
    private readonly ConcurrentDictionary<string, IResource> _known = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watch;

    public Replicas(ResourceNotificationService notifications)
    {
        _notifications = notifications;
        _watch = Task.Run(async () =>
        {
            await foreach (var change in notifications.WatchAsync(_stop.Token)) _known[change.ResourceId] = change.Resource;
        });
    }

    /// <summary>Those that have been started; the others are room for the autoscaler.</summary>
    public IReadOnlyList<string> Of(string resource) =>
        [.. _known.Where(entry => entry.Value.Name == resource && Now(entry.Key).State?.Text != KnownResourceStates.NotStarted).Select(entry => entry.Key).Order(StringComparer.Ordinal)];

    public int ProcessId(string id) =>
        Now(id).Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is int process ? process : 0;

    /// <summary>Waits until the replica serves at its own address, not only one of its siblings behind the proxy.</summary>
    public async Task UntilServingAsync(string id, CancellationToken cancellation)
    {
        await UntilAsync(id, snapshot => snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy, cancellation);
        if (Now(id).Urls.FirstOrDefault(url => url.Name == "http target port") is not { } own) return;
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync(new Uri(new Uri(own.Url), "/ready"), cancellation))
        {
            Assert.True(watch.Elapsed < Patience, $"'{id}' is not ready at {own.Url} after {Patience.TotalSeconds} s.");
            await Task.Delay(50, cancellation);
        }
    }

    public Task UntilEndedAsync(string id, CancellationToken cancellation) =>
        UntilAsync(id, snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text), cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _http.Dispose();
    }

    private CustomResourceSnapshot Now(string id) =>
        _notifications.TryGetCurrentState(id, out var current) ? current.Snapshot : throw new InvalidOperationException($"Nothing is known of '{id}'.");

    private async Task UntilAsync(string id, Func<CustomResourceSnapshot, bool> holds, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (!holds(Now(id)))
        {
            Assert.True(watch.Elapsed < Patience, $"'{id}' is still {Now(id).State?.Text} ({Now(id).HealthStatus}) after {Patience.TotalSeconds} s.");
            await Task.Delay(20, cancellation);
        }
    }

    private async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync(address, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
