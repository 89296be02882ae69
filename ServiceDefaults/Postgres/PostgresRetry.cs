using Npgsql;

namespace ServiceDefaults.Postgres;

/// <summary>Survives a restart of the database and broken connections.</summary>
public static class PostgresRetry
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Runs work again while it fails for reasons that pass, for up to 3 s. The work must be safe to repeat even when its
    /// first run was committed and only the answer was lost: reads, or one statement made idempotent by a key or a status.
    /// </summary>
    public static async Task<T> Repeat<T>(this NpgsqlDataSource source, Func<NpgsqlDataSource, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var deadline = TimeProvider.System.GetTimestamp() + (long)(Budget.TotalSeconds * TimeProvider.System.TimestampFrequency);
        for (var pause = TimeSpan.FromMilliseconds(25); ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await work(source, cancellation);
            }
            catch (Exception failure) when (Passes(failure) && TimeProvider.System.GetTimestamp() < deadline)
            {
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), cancellation);
            }
        }
    }

    /// <summary>Whether the same work may succeed later: connection lost, server starting or stopping, serialization, too many connections.</summary>
    public static bool Passes(Exception failure) => failure switch
    {
        // 57P01..03: shutting down, crashed, cannot connect now (https://www.postgresql.org/docs/current/errcodes-appendix.html).
        PostgresException postgres => postgres.IsTransient || postgres.SqlState is "57P01" or "57P02" or "57P03" or "53300",
        NpgsqlException npgsql => npgsql.IsTransient,
        _ => false,
    };
}
