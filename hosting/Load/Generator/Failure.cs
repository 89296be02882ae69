using System.Diagnostics;
using System.Net.Sockets;

namespace Parity.Load;

/// <summary>What reports call it when a request is not answered.</summary>
internal static class Failure
{
    public const string NotSent = "not sent";
    private const string Timeout = "timeout";

    /// <summary>Whether it is the request that failed and not the generator.</summary>
    public static bool Is(Exception exception) => exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidDataException;

    /// <summary>A name for what happened to a request that is given up at <paramref name="limit"/>.</summary>
    public static string Name(Exception exception, long limit) =>
        exception is OperationCanceledException || Stopwatch.GetTimestamp() >= limit ? Timeout
        : (exception as SocketException ?? exception.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "connection refused",
            { } other => $"connection: {other}",
            null => "connection broken off",
        };

    public static string Name(int status) => FormattableString.Invariant($"status {status}");
}
