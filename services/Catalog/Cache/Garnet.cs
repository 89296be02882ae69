using StackExchange.Redis;

namespace Catalog.Cache;

/// <summary>The connection to Garnet: made in the background, remade by itself, never waited for longer than the timeout.</summary>
internal sealed class Garnet(string text, TimeSpan timeout, ILogger<Garnet> logger) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => Connect(text, timeout, logger));

    public Task<ConnectionMultiplexer> Connection => _connection.Value;

    public bool IsConnected => Connection is { IsCompletedSuccessfully: true } connection && connection.Result.IsConnected;

    public static bool IsValid(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated) await (await Connection).DisposeAsync();
    }

    private static async Task<ConnectionMultiplexer> Connect(string text, TimeSpan timeout, ILogger logger)
    {
        var options = ConfigurationOptions.Parse(text);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 1_000);
        options.AsyncTimeout = options.SyncTimeout = (int)timeout.TotalMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        // A queue of commands for a server that is away would make every page wait for it.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        connection.ConnectionFailed += (_, failed) => logger.LogWarning("Garnet is away ({Failure}); pages come from PostgreSQL", failed.FailureType);
        connection.ConnectionRestored += (_, _) => logger.LogInformation("Garnet is back");
        return connection;
    }
}
