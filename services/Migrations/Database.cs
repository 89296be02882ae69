using DbUp;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Migrations;

/// <summary>Brings the database to the newest script. Any number may run at once: the first holds an advisory lock, the others then find nothing to do.</summary>
internal sealed class Database(MigrationSettings settings, ILogger<Database> logger)
{
    private const long Lock = 0x73686F70; // "shop"

    public bool Migrate(ILoggerFactory loggers)
    {
        using var connection = Connect();
        if (connection is null) return false;

        using (var acquire = new NpgsqlCommand($"SELECT pg_advisory_lock({Lock})", connection) { CommandTimeout = 0 }) acquire.ExecuteNonQuery();
        var result = DeployChanges.To.PostgresqlDatabase(settings.ConnectionString)
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly)
            .WithTransactionPerScript()
            .WithExecutionTimeout(TimeSpan.FromMinutes(10))
            .LogTo(loggers)
            .Build()
            .PerformUpgrade();
        if (!result.Successful) logger.LogError("Script {Script} failed: {Message}", result.ErrorScript?.Name, result.Error.Message);
        return result.Successful;
    }

    private NpgsqlConnection? Connect()
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = TimeSpan.FromMilliseconds(Math.Min(1_000, pause.TotalMilliseconds * 2)))
        {
            try
            {
                return Open(settings.ConnectionString);
            }
            catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
            {
                Create();
            }
            catch (NpgsqlException failure) when (failure.IsTransient || failure is PostgresException { SqlState: "57P01" or "57P03" })
            {
                if (TimeProvider.System.GetElapsedTime(started) > settings.WaitForDatabase)
                {
                    logger.LogError("The database did not answer for {Seconds} s (Migrations:WaitForDatabase): {Message}", settings.WaitForDatabase.TotalSeconds, failure.Message);
                    return null;
                }

                Thread.Sleep(pause);
            }
        }
    }

    private void Create()
    {
        var wanted = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        logger.LogInformation("Creating database {Database}", wanted.Database);
        using var maintenance = Open(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = "postgres" }.ConnectionString);
        using var create = new NpgsqlCommand($"CREATE DATABASE \"{wanted.Database!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", maintenance);
        try
        {
            create.ExecuteNonQuery();
        }
        catch (PostgresException exists) when (exists.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another run was faster.
        }
    }

    private static NpgsqlConnection Open(string text)
    {
        // Not pooled: the lock ends with the connection.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { Pooling = false, Timeout = 3 }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
