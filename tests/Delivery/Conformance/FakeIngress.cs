using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Delivery.Conformance;

/// <summary>Answers HTTP on loopback as a test says, with the name of the workload that would have.</summary>
internal sealed class FakeIngress : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string, (int Status, string Workload)> answer;
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public FakeIngress(Func<string, string, (int Status, string Workload)> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } first)
                {
                    while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 }) { }
                    var (status, workload) = answer(first.Split(' ')[0], first.Split(' ')[1]);
                    var head = $"HTTP/1.1 {status} x\r\nContent-Length: 0\r\n{(workload.Length > 0 ? $"x-workload: {workload}\r\n" : "")}\r\n";
                    await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(head), stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
            }
        }
    }
}
