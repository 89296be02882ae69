using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>Sends requests to an environment's ingress as the outside would: its host by name, wherever the ingress itself is.</summary>
public sealed class IngressClient : IDisposable
{
    private readonly Uri entrance;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    /// <param name="entrance">Scheme of the environment's host and address that is connected to; the host of a request stays that of its row.</param>
    /// <param name="trustsAny">Whether a certificate that nobody signed is taken.</param>
    /// <param name="time">Clock of the latencies.</param>
    public IngressClient(Uri entrance, bool trustsAny, TimeProvider time)
    {
        (this.entrance, this.time) = (entrance, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            ConnectCallback = ConnectAsync,
        };
        if (trustsAny) handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, problems) => (problems & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None;
        client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The environment's own address, unless another way in is named.</summary>
    public static Uri EntranceOf(Model.Environment environment) => new($"{(environment.TlsSecret.Length > 0 ? "https" : "http")}://{environment.Host}");

    /// <summary>One request; it counts from <paramref name="intended"/>, so that one that had to wait is not taken for a fast one.</summary>
    public async Task<RouteAnswered> SendAsync(ExpectedRequest row, long intended, CancellationToken cancellation)
    {
        try
        {
            var address = new Uri($"{entrance.Scheme}://{row.Request.Host}{row.Request.Path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var request = new HttpRequestMessage(new HttpMethod(row.Request.Method), address);
            foreach (var (name, value) in row.Request.Headers) request.Headers.TryAddWithoutValidation(name, value);
            request.Headers.TryAddWithoutValidation(RouteAnswered.WorkloadHeader, "?");
            using var response = await client.SendAsync(request, cancellation);
            await response.Content.CopyToAsync(Stream.Null, cancellation);
            var workload = response.Headers.TryGetValues(RouteAnswered.WorkloadHeader, out var named) ? string.Join(',', named) : "";
            return new(row, (int)response.StatusCode, workload, time.GetElapsedTime(intended), "");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or AuthenticationException or SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new(row, 0, "", time.GetElapsedTime(intended), exception is OperationCanceledException ? "time is up" : (exception.InnerException ?? exception).Message);
        }
    }

    public void Dispose() => client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(entrance.DnsSafeHost, entrance.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
