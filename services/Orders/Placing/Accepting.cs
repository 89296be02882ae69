using Npgsql;
using NpgsqlTypes;
using ServiceDefaults.Postgres;

namespace Orders.Placing;

/// <summary>
/// Seats held, order and job written by one statement, which is one transaction and one round trip: the event's row, the hot
/// one, is locked only from its update to the commit. Repeating it is safe, because the key is unique.
/// </summary>
internal static class Accepting
{
    private const string Sql = $"""
        WITH held AS (
            UPDATE shop.events SET seats_left = seats_left - $3
            WHERE id = $2 AND seats_left >= $3 AND NOT EXISTS (SELECT FROM shop.orders WHERE idempotency_key = $4)
            RETURNING id, price, currency),
        placed AS (
            INSERT INTO shop.orders (id, idempotency_key, event_id, quantity, email, total, currency)
            SELECT $1, $4, held.id, $3, $5, held.price * $3, held.currency FROM held
            RETURNING {Order.Columns}),
        queued AS (INSERT INTO shop.jobs (order_id, traceparent) SELECT id, $6 FROM placed)
        SELECT {Order.Columns} FROM placed
        """;

    /// <summary>The accepted order, or null: the key is taken, the event unknown or its seats too few.</summary>
    public static async Task<Order?> Place(NpgsqlDataSource source, NewOrder order, CancellationToken cancellation)
    {
        try
        {
            return await source.Repeat((database, token) => Insert(database, order, token), cancellation);
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "one_order_per_key" })
        {
            // The same key committed in between; the whole statement, held seats included, was rolled back.
            return null;
        }
    }

    private static async Task<Order?> Insert(NpgsqlDataSource database, NewOrder order, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = order.EventId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = order.Quantity });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = order.Email });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)order.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? Order.Read(rows) : null;
    }
}
