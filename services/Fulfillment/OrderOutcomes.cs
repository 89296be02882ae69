using Fulfillment.Jobs;
using Npgsql;
using NpgsqlTypes;
using ServiceDefaults.Postgres;

namespace Fulfillment;

/// <summary>
/// The two ends of an order. Each is one statement that begins with the order's row and acts only on a pending order, so
/// neither a second worker nor a cancellation can make both happen, or one happen twice.
/// </summary>
internal sealed class OrderOutcomes(NpgsqlDataSource source)
{
    private const string ConfirmSql = """
        WITH confirmed AS (
            UPDATE shop.orders SET status = 'confirmed', updated_at = now() WHERE id = $1 AND status = 'pending' RETURNING id),
        ended AS (UPDATE shop.jobs j SET state = 'done', lease = NULL FROM confirmed c WHERE j.order_id = c.id)
        SELECT count(*)::int FROM confirmed
        """;

    // $3: the charge is known not to have happened, so the job is done; else it goes on as a void, and ends dead.
    private const string ReleaseSql = """
        WITH released AS (
            UPDATE shop.orders SET status = 'released', reason = $2, updated_at = now()
            WHERE id = $1 AND status = 'pending'
            RETURNING id, event_id, quantity),
        returned AS (
            UPDATE shop.events e SET seats_left = e.seats_left + r.quantity FROM released r WHERE e.id = r.event_id),
        ended AS (
            UPDATE shop.jobs j
            SET state = CASE WHEN $3 THEN 'done' ELSE 'ready' END, phase = CASE WHEN $3 THEN j.phase ELSE 'void' END,
                gave_up_at = CASE WHEN $3 THEN NULL ELSE now() END, attempts = 0, run_at = now(), lease = NULL, last_error = coalesce($4, j.last_error)
            FROM released r WHERE j.order_id = r.id)
        SELECT count(*)::int FROM released
        """;

    /// <summary>True when the order is confirmed by this call; false when it was no longer pending.</summary>
    public Task<bool> Confirm(Job job, CancellationToken cancellation) => Run(ConfirmSql, [Id(job)], cancellation);

    /// <summary>Releases an order whose payment was refused: seats returned, job done.</summary>
    public Task<bool> Release(Job job, string reason, CancellationToken cancellation) => Run(ReleaseSql, [Id(job), Text(reason), Flag(true), Text(null)], cancellation);

    /// <summary>Releases an order whose payment could not be settled; what remains is a void, then a dead letter.</summary>
    public Task<bool> GiveUp(Job job, string? error, CancellationToken cancellation) => Run(ReleaseSql, [Id(job), Text("payment failed"), Flag(false), Text(error)], cancellation);

    private Task<bool> Run(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
        return (int)(await command.ExecuteScalarAsync(token))! > 0;
    }, cancellation);

    private static NpgsqlParameter<Guid> Id(Job job) => new() { TypedValue = job.OrderId };

    private static NpgsqlParameter<bool> Flag(bool value) => new() { TypedValue = value };

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
