using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scaling.Load;

/// <summary>A server that answers each request with the same bytes, after some time if that is wanted, and nothing at all while it is frozen.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly TimeSpan work;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] answer;
    private TaskCompletionSource thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SmallServer(string answer, TimeSpan work = default)
    {
        this.work = work;
        this.answer = Encoding.ASCII.GetBytes(answer);
        thawed.SetResult();
        listener.Start(4096);
        Url = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>After so long without a request a connection is closed; 0 for never.</summary>
    public TimeSpan Idle { get; init; }

    /// <summary>When each request was answered, in the order in which they came; 0 while it is not.</summary>
    public List<long> Answered { get; } = [];

    public void Freeze() => thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => thawed.TrySetResult();

    public void Dispose() => listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task<int> ReceiveAsync(Socket client, byte[] buffer)
    {
        using var idle = new CancellationTokenSource();
        if (Idle > TimeSpan.Zero) idle.CancelAfter(Idle);
        try
        {
            return await client.ReceiveAsync(buffer, idle.Token);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private int Number()
    {
        lock (Answered)
        {
            Answered.Add(0);
            return Answered.Count - 1;
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var client = socket;
        client.NoDelay = true;
        var buffer = new byte[4096];
        try
        {
            while (await ReceiveAsync(client, buffer) > 0)
            {
                var number = Number();
                if (work > TimeSpan.Zero) await Task.Delay(work);
                await thawed.Task;
                lock (Answered) Answered[number] = Stopwatch.GetTimestamp();
                await client.SendAsync(answer);
            }
        }
        catch (SocketException)
        {
        }
    }
}
