using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>The right to change an environment; one holder at a time, lost when not renewed.</summary>
public sealed class DeployLease : IAsyncDisposable
{
    private const string Name = "parity-deploy";

    /// <summary>Between two looks at somebody else's lease: longer than this, and the API server was away.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(4);
    private readonly ApiClient client;
    private readonly string space;
    private readonly string holder;
    private readonly TimeSpan duration;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource released = new();
    private JsonObject held;
    private Task renewal = Task.CompletedTask;

    private DeployLease(ApiClient client, string space, string holder, TimeSpan duration, TimeProvider time, JsonObject held)
    {
        (this.client, this.space, this.holder, this.duration, this.time, this.held) = (client, space, holder, duration, time, held);
    }

    /// <summary>Cancelled when somebody else may hold the lease.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Waits for the lease. A holder that no longer renews is waited for as long as its lease lasts, by this machine's own clock.</summary>
    /// <exception cref="LeaseHeldException">It is still held after <paramref name="patience"/>.</exception>
    public static async Task<DeployLease> AcquireAsync(ApiClient client, string space, string holder, TimeSpan duration, TimeSpan patience, TimeProvider time, IProgress<DeliveryEvent> progress, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var (version, since, seenAt, said) = ("", started, started, false);
        while (true)
        {
            var current = await client.FindAsync(Path(space), cancellation);
            // While the API server was away the holder could not renew: it gets its time anew.
            if (time.GetElapsedTime(seenAt) > Gap) since = time.GetTimestamp();
            seenAt = time.GetTimestamp();
            var holding = current.Text("spec", "holderIdentity");
            if (current.Text("metadata", "resourceVersion") is var seen && seen != version) (version, since) = (seen, time.GetTimestamp());
            var lasts = TimeSpan.FromSeconds(current.Number("spec", "leaseDurationSeconds"));
            if (holding.Length == 0 || holding == holder || time.GetElapsedTime(since) > lasts)
            {
                if (await TryTakeAsync(client, space, holder, duration, time, current, cancellation) is { } held)
                {
                    var lease = new DeployLease(client, space, holder, duration, time, held);
                    lease.renewal = lease.RenewAsync();
                    return lease;
                }
            }
            else if (time.GetElapsedTime(started) > patience)
            {
                throw new LeaseHeldException($"'{holding}' is deploying to {space} since {current.Text("spec", "acquireTime")}. Wait for it to end and run the same command again.");
            }
            else if (!said)
            {
                progress.Report(DeliveryEvent.Info("lease", $"held by '{holding}'; waiting until it is released or runs out"));
                said = true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await released.CancelAsync();
        await renewal;
        if (!lost.IsCancellationRequested)
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
                await client.ReplaceAsync(Path(space), Body(space, "", duration, time, held), patience.Token);
            }
            catch (Exception exception) when (exception is ApiException or ClusterUnavailableException or OperationCanceledException)
            {
                // It runs out by itself.
            }
        }

        lost.Dispose();
        released.Dispose();
    }

    private static string Path(string space) => $"apis/coordination.k8s.io/v1/namespaces/{space}/leases/{Name}";

    private static async Task<JsonObject?> TryTakeAsync(ApiClient client, string space, string holder, TimeSpan duration, TimeProvider time, JsonObject? current, CancellationToken cancellation)
    {
        try
        {
            var body = Body(space, holder, duration, time, current);
            return current is null
                ? await client.CreateAsync($"apis/coordination.k8s.io/v1/namespaces/{space}/leases", body, cancellation)
                : await client.ReplaceAsync(Path(space), body, cancellation);
        }
        catch (ApiException exception) when (exception.Status == HttpStatusCode.Conflict)
        {
            return null;
        }
    }

    private static JsonObject Body(string space, string holder, TimeSpan duration, TimeProvider time, JsonObject? current)
    {
        var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var metadata = new JsonObject { ["name"] = Name, ["namespace"] = space };
        if (current is not null) metadata["resourceVersion"] = current.Text("metadata", "resourceVersion");
        var spec = new JsonObject { ["leaseDurationSeconds"] = (int)duration.TotalSeconds, ["renewTime"] = now };
        if (holder.Length > 0)
        {
            spec["holderIdentity"] = holder;
            spec["acquireTime"] = current.Text("spec", "holderIdentity") == holder ? current.Text("spec", "acquireTime") : now;
        }

        return new() { ["apiVersion"] = "coordination.k8s.io/v1", ["kind"] = "Lease", ["metadata"] = metadata, ["spec"] = spec };
    }

    private async Task<bool> IsOursAsync()
    {
        try
        {
            var current = await client.FindAsync(Path(space), released.Token);
            if (current.Text("spec", "holderIdentity") != holder) return false;
            held = current!;
            return true;
        }
        catch (Exception exception) when (exception is ApiException or ClusterUnavailableException or OperationCanceledException)
        {
            // Not known: the next renewal finds out.
            return true;
        }
    }

    private async Task RenewAsync()
    {
        var renewed = time.GetTimestamp();
        while (!released.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(duration / 4, time, released.Token);
                held = await client.ReplaceAsync(Path(space), Body(space, holder, duration, time, held), released.Token);
                renewed = time.GetTimestamp();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ApiException exception) when (exception.Status == HttpStatusCode.Conflict)
            {
                // Either somebody took it, or an answer of ours was lost on the way.
                if (await IsOursAsync()) continue;
                await lost.CancelAsync();
                return;
            }
            catch (Exception exception) when (exception is ApiException or ClusterUnavailableException)
            {
                // While the API server is away nobody else can take it either.
                if (time.GetElapsedTime(renewed) < duration * 10) continue;
                await lost.CancelAsync();
                return;
            }
        }
    }
}

/// <summary>Somebody else is deploying.</summary>
public sealed class LeaseHeldException(string message) : Exception(message);
