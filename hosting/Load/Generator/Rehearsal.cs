using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parity.Load;

/// <summary>
/// The first requests of a process compile what sends them, which the system under load would be blamed for. So they go to a listener of the generator's own
/// on loopback, and are forgotten.
/// </summary>
internal static class Rehearsal
{
    private const int Requests = 40;

    public static async Task RunAsync(LoadPlan plan)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener);
        var own = plan with { Target = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).Uri, MaxInFlight = 1, Timeout = TimeSpan.FromSeconds(1) };
        var recording = new Recording(own.Scenarios);
        await Task.Run(() => Send(Exchanges.Of(own, recording), recording)).ConfigureAwait(false);
        listener.Stop();
        await answering.ConfigureAwait(false);
    }

    private static void Send(Exchanges exchanges, Recording recording)
    {
        var limit = Stopwatch.GetTimestamp() + Stopwatch.Frequency;
        for (var sent = 0; sent < Requests; sent++)
        {
            exchanges.Send(0, Stopwatch.GetTimestamp());
            while (recording.Answered <= sent && Stopwatch.GetTimestamp() < limit) exchanges.WaitUntil(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 1000), CancellationToken.None);
        }

        exchanges.End();
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        var answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();
        var buffer = new byte[64 * 1024];
        try
        {
            using var client = await listener.AcceptSocketAsync().ConfigureAwait(false);
            while (await client.ReceiveAsync(buffer).ConfigureAwait(false) > 0) await client.SendAsync(answer).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The rehearsal is over.
        }
    }
}
