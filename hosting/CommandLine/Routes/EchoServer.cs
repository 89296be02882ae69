using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Parity.Model;
using Parity.Verification.Routing;

namespace Parity.CommandLine;

/// <summary>All workloads of a table behind one port of the loopback interface: each has its own first path segment, and the answer's header says what arrived.</summary>
internal sealed class EchoServer : IDisposable
{
    public const string Header = "X-Arrived";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public EchoServer()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public string AddressOf(string workload) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/@{workload}");

    /// <summary><c>/@orders/api?x=1</c> is <c>/api</c> at <c>orders</c>.</summary>
    public static Outcome Arrived(string target)
    {
        var slash = target.IndexOf('/', 2);
        return new Outcome.Forwarded(Map.Of((target[2..slash], 1)), RequestPath.Normalize(target[slash..]), TimeSpan.Zero, 0);
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed: nobody asks any more.
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            // GET /@orders/api HTTP/1.1
            var target = (await reader.ReadLineAsync())?.Split(' ').ElementAtOrDefault(1) ?? "";
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{Header}: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }
        catch (IOException)
        {
            // The ingress ended first.
        }
    }
}
