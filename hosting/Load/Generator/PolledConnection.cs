using System.Net;
using System.Net.Sockets;

namespace Parity.Load;

/// <summary>One HTTP/1.1 connection whose calls never wait: each does what can be done at once.</summary>
internal sealed class PolledConnection : IDisposable
{
    private readonly Socket socket;
    private readonly AnswerParser parser = new();
    private ReadOnlyMemory<byte> unsent;

    private PolledConnection(Socket socket) => this.socket = socket;

    /// <summary>Which request it is at, by the place of its scenario.</summary>
    public int Scenario { get; private set; }

    /// <summary>Timestamp at which that request was due.</summary>
    public long Due { get; private set; }

    public bool IsConnected { get; private set; }

    public int Status => parser.Status;

    public bool IsReusable => parser.IsReusable;

    /// <summary>What has to happen before it can go on.</summary>
    public PolledSocket Interest => new() { Handle = (int)socket.Handle, Wanted = !IsConnected || unsent.Length > 0 ? Readiness.Writable : Readiness.Readable };

    /// <summary>Whether the server has closed it, or says something unasked, while it was idle.</summary>
    public bool IsStale => socket.Poll(0, SelectMode.SelectRead);

    public static PolledConnection Open(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
        try
        {
            socket.Connect(address);
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // The answer comes later.
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new(socket);
    }

    /// <summary>Takes on a request and sends what can be sent of it.</summary>
    public void Begin(int scenario, long due, ReadOnlyMemory<byte> request, bool hasBody)
    {
        (Scenario, Due, unsent) = (scenario, due, request);
        parser.Begin(hasBody);
        if (IsConnected) Send();
    }

    /// <summary>Goes on as far as it can; true when the answer is complete.</summary>
    /// <exception cref="SocketException">The connection failed.</exception>
    /// <exception cref="InvalidDataException">The answer is no HTTP/1.1.</exception>
    /// <exception cref="EndOfStreamException">The server closed it within the answer.</exception>
    public bool Advance()
    {
        if (!IsConnected)
        {
            if (socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int and not 0 and var failure) throw new SocketException(failure);
            IsConnected = true;
        }

        if (unsent.Length > 0)
        {
            Send();
            return false;
        }

        for (; ; )
        {
            var space = parser.Space().Span;
            var read = socket.Receive(space, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) return false;
            if (error != SocketError.Success) throw new SocketException((int)error);
            if (parser.Take(read)) return true;
            // A full buffer may have left more behind.
            if (read < space.Length) return false;
        }
    }

    public void Dispose() => socket.Dispose();

    private void Send()
    {
        var sent = socket.Send(unsent.Span, SocketFlags.None, out var error);
        if (error == SocketError.Success) unsent = unsent[sent..];
        else if (error != SocketError.WouldBlock) throw new SocketException((int)error);
    }
}
