using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Parity.Model;
using Parity.Verification.Routing;

namespace Parity.CommandLine;

/// <summary>Sends a row's request letter by letter: HTTP clients tidy up paths, and the untidy ones are what is asked here.</summary>
internal static class RawRequest
{
    public static async Task<Outcome> SendAsync(int port, RouteRequest request, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
        await using var stream = client.GetStream();
        var head = new StringBuilder($"{request.Method} {request.Path} HTTP/1.1\r\nHost: {request.Host}\r\nConnection: close\r\nContent-Length: 0\r\n");
        foreach (var (name, value) in request.Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), cancellation);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        // HTTP/1.1 404 Not Found
        var status = await reader.ReadLineAsync(cancellation) is { Length: > 11 } line ? int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
        var arrived = "";
        while (await reader.ReadLineAsync(cancellation) is { Length: > 0 } header)
        {
            if (header.StartsWith($"{EchoServer.Header}:", StringComparison.OrdinalIgnoreCase)) arrived = header[(EchoServer.Header.Length + 1)..].Trim();
        }

        return arrived.Length == 0 ? new Outcome.Answered(status) : EchoServer.Arrived(arrived);
    }
}
