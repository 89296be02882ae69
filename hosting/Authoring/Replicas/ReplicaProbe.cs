using System.Net.Sockets;

namespace Parity.Authoring;

/// <summary>
/// The readiness probe of one replica at its own address: the path of its HTTP health check, or a connection where it has none.
/// Often until it is ready, since somebody waits for it; then twice unready in a row takes it out, as in a cluster.
/// </summary>
internal sealed class ReplicaProbe : IDisposable
{
    private const int Failures = 2;
    private static readonly TimeSpan FirstPace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SteadyPace = TimeSpan.FromSeconds(1);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };

    public async Task FollowAsync(Func<Replica> look, Action<bool> tell, CancellationToken cancellation)
    {
        try
        {
            for (int failed = 0, isReady = 0; ; await Task.Delay(isReady == 1 ? SteadyPace : FirstPace, cancellation).ConfigureAwait(false))
            {
                var replica = look();
                // The orchestrator asks already; a second asker would only slow the start down.
                if (isReady == 0 && !replica.IsHealthy) continue;
                failed = await IsReadyAsync(replica, cancellation).ConfigureAwait(false) ? 0 : failed + 1;
                if (failed is > 0 and < Failures && isReady == 1) continue;
                isReady = failed == 0 ? 1 : 0;
                tell(isReady == 1);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> IsReadyAsync(Replica replica, CancellationToken cancellation)
    {
        if (replica.Address is not { } address) return replica.IsHealthy;
        var path = ProbeReader.CheckPath(replica.Resource);
        try
        {
            return path is null ? await ConnectsAsync(new(address), cancellation).ConfigureAwait(false) : await AnswersAsync(new(new Uri(address), path), cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync(Uri url, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        return (int)response.StatusCode is >= 200 and < 400;
    }

    private static async Task<bool> ConnectsAsync(Uri address, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation).ConfigureAwait(false);
        return true;
    }
}
