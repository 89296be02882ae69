using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Parity.Authoring;

/// <summary>
/// Healthy when a query is answered. One connection is kept for it, since a new one costs the server a process; when that one
/// is broken, as after a restart, a fresh one decides.
/// </summary>
internal sealed class PostgresConnection(IResourceWithConnectionString resource) : IHealthCheck
{
    private NpgsqlConnection? _kept;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Two checks at once share nothing.
        var connection = Interlocked.Exchange(ref _kept, null);
        try
        {
            if (connection is null || !await AnswersAsync(connection, cancellationToken).ConfigureAwait(false))
                connection = await OpenAsync(resource, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy(failure.Message, failure);
        }
        if (Interlocked.Exchange(ref _kept, connection) is { } other) await other.DisposeAsync().ConfigureAwait(false);
        return HealthCheckResult.Healthy();
    }

    private static async Task<bool> AnswersAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var query = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = 2 };
            await query.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public static async Task EnsureDatabaseAsync(PostgresDatabaseResource database, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(database.Parent, cancellation).ConfigureAwait(false);
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = database.DatabaseName } } };
        if (await find.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not null) return;

        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName);
#pragma warning disable CA2100 // CREATE DATABASE takes no parameters; the name is quoted as an identifier.
        await using var create = new NpgsqlCommand($"CREATE DATABASE {quoted}", connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<NpgsqlConnection> OpenAsync(IResourceWithConnectionString resource, CancellationToken cancellation)
    {
        var text = await resource.ConnectionStringExpression.GetValueAsync(cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The address of '{resource.Name}' is not known yet.");
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { Pooling = false, Timeout = 2, CommandTimeout = 5 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
