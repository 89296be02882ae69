using Aspire.Hosting.Runtime;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// DCP, started as soon as the builder exists, so that it comes up while the model is still being written. A run that never
/// starts leaves nothing: DCP ends with this process.
/// </summary>
internal sealed class DcpHost(AspireBundle bundle) : IAsyncDisposable
{
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private Task<DcpConnection>? _connection;

    public string ProgramPath => bundle.RequireDcp();

    /// <summary>Starts DCP unless it has been started; fails with what is missing and how to get it.</summary>
    public Task<DcpConnection> ConnectAsync()
    {
        lock (_lock)
            return _connection ??= Task.Run(() => DcpConnection.OpenAsync(bundle.RequireDcp()));
    }

    public async ValueTask DisposeAsync()
    {
        Task<DcpConnection>? connection;
        lock (_lock)
        {
            connection = _connection;
            _connection ??= Task.FromException<DcpConnection>(new ObjectDisposedException(nameof(DcpHost)));
        }
        if (connection is null)
            return;
        await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connection.IsCompletedSuccessfully)
            await (await connection.ConfigureAwait(false)).StopAsync(PatienceAtStop).ConfigureAwait(false);
    }
}
