using System.Net.Security;
using System.Net.Sockets;

namespace Parity.Load;

/// <summary>
/// One HTTP/1.1 connection, perhaps with TLS, that sends bytes as they are and reads an answer to its end. HttpClient spends several times the
/// CPU for each request, which on one machine would be taken from the system under load.
/// </summary>
internal sealed class StreamConnection : IDisposable
{
    private readonly Stream stream;
    private readonly AnswerParser parser = new();
    private long due;

    private StreamConnection(Stream stream) => this.stream = stream;

    /// <summary>Timestamp at which the exchange under way is given up; 0 while there is none.</summary>
    public long Due
    {
        get => Volatile.Read(ref due);
        set => Volatile.Write(ref due, value);
    }

    /// <summary>Whether the server keeps the connection open for another request.</summary>
    public bool IsReusable => parser.IsReusable;

    public static async ValueTask<StreamConnection> OpenAsync(Uri target, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.DnsSafeHost, target.Port, cancellation).ConfigureAwait(false);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (target.Scheme == Uri.UriSchemeHttps)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsClientAsync(target.DnsSafeHost).ConfigureAwait(false);
                stream = secure;
            }

            return new(stream);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <returns>The status code.</returns>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request, bool hasBody)
    {
        await stream.WriteAsync(request).ConfigureAwait(false);
        parser.Begin(hasBody);
        while (!parser.Take(await stream.ReadAsync(parser.Space()).ConfigureAwait(false)))
        {
        }

        return parser.Status;
    }

    public void Dispose() => stream.Dispose();
}
