namespace Aspire.Hosting.Dcp;

/// <summary>A running DCP and the client of its API.</summary>
internal sealed class DcpConnection
{
    private readonly DcpProcess _process;
    private readonly DcpSession _session;

    private DcpConnection(DcpProcess process, DcpSession session, DcpLog log, DcpClient client)
    {
        _process = process;
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
        DcpProcess? process = null;
        DcpClient? client = null;
        try
        {
            process = DcpProcess.Start(dcpPath, session);
            var address = await DcpAddress.ReadAsync(session.Kubeconfig, process.Exited, CancellationToken.None).ConfigureAwait(false);
            client = new DcpClient(address, session.Certificate);
            await client.ConnectAsync(process.Exited, CancellationToken.None).ConfigureAwait(false);
            return new DcpConnection(process, session, log, client);
        }
        catch
        {
            client?.Dispose();
            process?.Dispose();
            log.Dispose();
            session.Delete();
            throw;
        }
    }

    /// <summary>Ends DCP and everything it runs, in parallel, and waits for the end of it.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        using var patient = new CancellationTokenSource(patience);
        try
        {
            await Client.StopServerAsync(patient.Token).ConfigureAwait(false);
            await Exited.WaitAsync(patient.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // It has ended before, or goes on ending without us: it sees that this process is gone.
        }
        Client.Dispose();
        Log.Dispose();
        _process.Dispose();
        _session.Delete();
    }
}
