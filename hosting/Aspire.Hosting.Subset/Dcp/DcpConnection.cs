namespace Aspire.Hosting.Dcp;

/// <summary>A running DCP and the client of its API.</summary>
internal sealed class DcpConnection
{
    // DCP at work takes from programs that end the processor they need for it.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(2);

    private readonly DcpProcess _process;
    private readonly DcpSession _session;
    private readonly Watchdog _watchdog;

    private DcpConnection(DcpProcess process, Watchdog watchdog, DcpSession session, DcpLog log, DcpClient client)
    {
        _process = process;
        _watchdog = watchdog;
        _session = session;
        Log = log;
        Client = client;
    }

    public DcpClient Client { get; }
    public DcpLog Log { get; }

    /// <summary>Completes when DCP is gone.</summary>
    public Task Exited => _process.Exited;

    public static async Task<DcpConnection> OpenAsync(string dcpPath)
    {
        var session = DcpSession.Create();
        var log = new DcpLog(session);
        var watchdog = Watchdog.Start(session);
        DcpProcess? process = null;
        DcpClient? client = null;
        try
        {
            process = DcpProcess.Start(dcpPath, session);
            var address = await DcpAddress.ReadAsync(session.Kubeconfig, process.Exited, CancellationToken.None).ConfigureAwait(false);
            client = new DcpClient(address, session.Certificate);
            await client.ConnectAsync(process.Exited, CancellationToken.None).ConfigureAwait(false);
            return new DcpConnection(process, watchdog, session, log, client);
        }
        catch
        {
            client?.Dispose();
            process?.Dispose();
            log.Dispose();
            watchdog.Dispose();
            session.Delete();
            throw;
        }
    }

    /// <summary>Ends DCP and everything it runs, in parallel; waits for DCP, or until nothing runs any more.</summary>
    public async Task StopAsync(IReadOnlyList<IReadOnlyList<int>> stages, Task? ended, TimeSpan patience)
    {
        var headStart = Task.Delay(HeadStart);
        foreach (var stage in stages.TakeWhile(_ => !headStart.IsCompleted))
            await Task.WhenAny(TerminationSignal.SendAsync(stage, _session), headStart).ConfigureAwait(false);
        using var patient = new CancellationTokenSource(patience);
        try
        {
            await Client.StopServerAsync(patient.Token).ConfigureAwait(false);
            await Task.WhenAny(Exited, ended ?? Exited).WaitAsync(patient.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or DcpException or OperationCanceledException)
        {
            // It has ended before, or goes on ending without us: it sees that this process is gone.
        }
        Client.Dispose();
        Log.Dispose();
        // The folder is DCP's as long as it runs; it removes it at its end.
        if (Exited.IsCompleted)
            _session.Delete();
        _watchdog.Dispose();
        _process.Dispose();
    }
}
