using System.Net.Sockets;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// DCP's own log, which its processes send to a socket of the session. It is shown at debug level at most: what concerns a
/// resource reaches the console through that resource's log.
/// </summary>
internal sealed class DcpLog : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closed = new();

    public DcpLog(DcpSession session)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(session.LogSocket));
        _listener.Listen();
    }

    /// <summary>Starts to read; until then DCP's lines wait in the socket.</summary>
    public void Start(ILogger logger) => _ = AcceptAsync(logger);

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync(ILogger logger)
    {
        try
        {
            while (true)
                _ = ReadAsync(await _listener.AcceptAsync(_closed.Token).ConfigureAwait(false), logger);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The run is over.
        }
    }

    private async Task ReadAsync(Socket connection, ILogger logger)
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(connection, ownsSocket: true));
            while (await reader.ReadLineAsync(_closed.Token).ConfigureAwait(false) is { } line)
                logger.LogDebug("{Line}", line);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // DCP has ended, or the run has.
        }
    }
}
