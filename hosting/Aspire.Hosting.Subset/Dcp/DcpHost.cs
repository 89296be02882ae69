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

    /// <summary>
    /// Ends DCP and everything it runs. The processes of <paramref name="stages"/> are asked before, those of a stage all at
    /// once. With <paramref name="ended"/>, which completes when nothing runs any more, that is the moment to go on: DCP then
    /// only tidies up after itself.
    /// </summary>
    public async Task StopAsync(IReadOnlyList<IReadOnlyList<int>> stages, Task? ended)
    {
        Task<DcpConnection>? connection;
        lock (_lock)
        {
            connection = _connection;
            _connection = Task.FromException<DcpConnection>(new ObjectDisposedException(nameof(DcpHost)));
        }
        if (connection is null)
            return;
        await ((Task)connection).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connection.IsCompletedSuccessfully)
            await (await connection.ConfigureAwait(false)).StopAsync(stages, ended, PatienceAtStop).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await StopAsync([], null).ConfigureAwait(false);
}
