using Npgsql;

namespace Fulfillment.Jobs;

/// <summary>
/// The jobs table as a queue. Polled, not notified: NOTIFY takes a lock of the whole database at each commit
/// (https://www.postgresql.org/docs/current/sql-notify.html), which the path that accepts orders cannot afford.
/// </summary>
internal sealed class JobQueue(NpgsqlDataSource source, JobSettings settings)
{
    private const string ClaimSql = """
        WITH due AS (
            SELECT id FROM shop.jobs WHERE state = 'ready' AND run_at <= now()
            ORDER BY run_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        UPDATE shop.jobs j SET attempts = j.attempts + 1, lease = $2, run_at = now() + $3
        FROM due, shop.orders o WHERE j.id = due.id AND o.id = j.order_id
        RETURNING j.id, j.order_id, j.phase, j.attempts, j.traceparent, j.queued_at, o.total, o.currency, o.email
        """;

    private const string RetrySql = "UPDATE shop.jobs SET run_at = now() + $3, lease = NULL, last_error = $4 WHERE id = $1 AND lease = $2";

    // An attempt that was cut off is none that failed. Not back to 0, which says that no charge can have been begun.
    private const string HandBackSql = """
        UPDATE shop.jobs SET run_at = now(), lease = NULL, attempts = greatest(1, attempts - 1)
        WHERE lease = ANY($1) AND state = 'ready' AND id = ANY($2)
        """;

    private const string VoidedSql = """
        UPDATE shop.jobs SET state = CASE WHEN gave_up_at IS NULL THEN 'done' ELSE 'dead' END, lease = NULL
        WHERE id = $1 AND phase = 'void'
        """;

    /// <summary>Up to <paramref name="most"/> due jobs, the caller's for the length of the lease.</summary>
    public async Task<IReadOnlyList<Job>> Claim(int most, CancellationToken cancellation)
    {
        var lease = Guid.NewGuid();
        await using var command = source.CreateCommand(ClaimSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = settings.Lease });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var jobs = new List<Job>();
        while (await rows.ReadAsync(cancellation)) jobs.Add(Read(rows, lease));
        return jobs;
    }

    /// <summary>Due again after the pause, unless the lease was lost.</summary>
    public async Task Retry(Job job, TimeSpan pause, string error, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(RetrySql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = job.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Lease });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = pause });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = error });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Jobs that a worker leaves unfinished when it stops are due for the others at once.</summary>
    public async Task HandBack(IReadOnlyCollection<Job> jobs, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(HandBackSql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. jobs.Select(job => job.Lease).Distinct()] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. jobs.Select(job => job.Id)] });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The charge is known to be undone: the end of a released order's job, dead where it had been given up.</summary>
    public async Task Voided(Job job, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(VoidedSql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = job.Id });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static Job Read(NpgsqlDataReader row, Guid lease) => new()
    {
        Id = row.GetInt64(0),
        Lease = lease,
        OrderId = row.GetGuid(1),
        Phase = row.GetString(2) == "pay" ? Phase.Pay : Phase.Void,
        Attempt = row.GetInt32(3),
        TraceParent = row.IsDBNull(4) ? null : row.GetString(4),
        QueuedAt = row.GetFieldValue<DateTimeOffset>(5),
        Total = row.GetDecimal(6),
        Currency = row.GetString(7),
        Email = row.GetString(8),
    };
}
