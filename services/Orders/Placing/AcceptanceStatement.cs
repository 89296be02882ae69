using Npgsql;
using NpgsqlTypes;

namespace Orders.Placing;

/// <summary>
/// Many orders in one transaction and one round trip: the events' rows locked in order, so that no two replicas wait for each other, then
/// seats held, orders and jobs written. What does not fit or has a key that is taken is left out and does not disturb the rest. Repeating it
/// is safe, because keys are unique.
/// </summary>
internal static class AcceptanceStatement
{
    private const string LockSql = "SELECT FROM shop.events WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE";

    // A second statement, because it must see the rows as they are after the locks. Inserts go by key: the same order in every transaction.
    private const string PlaceSql = """
        WITH asked AS MATERIALIZED (
            SELECT a.*, sum(quantity) OVER (PARTITION BY event_id ORDER BY position) AS through
            FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY a (id, event_id, quantity, key, email, traceparent, position)),
        placed AS (
            INSERT INTO shop.orders (id, idempotency_key, event_id, quantity, email, total, currency)
            SELECT a.id, a.key, a.event_id, a.quantity, a.email, e.price * a.quantity, e.currency
            FROM asked a JOIN shop.events e ON e.id = a.event_id AND a.through <= e.seats_left
            ORDER BY a.key
            ON CONFLICT (idempotency_key) DO NOTHING
            RETURNING id, event_id, quantity, total, currency, created_at),
        held AS (
            UPDATE shop.events e SET seats_left = e.seats_left - sold.seats
            FROM (SELECT event_id, sum(quantity) AS seats FROM placed GROUP BY event_id) sold WHERE e.id = sold.event_id),
        queued AS (INSERT INTO shop.jobs (order_id, traceparent) SELECT placed.id, asked.traceparent FROM placed JOIN asked USING (id))
        SELECT id, total, currency, created_at FROM placed
        """;

    private const string ExplainSql = $"""
        SELECT a.position::int, e.seats_left, o.id, o.event_id, o.quantity, o.email, o.total, o.currency, o.status, o.reason, o.created_at, o.updated_at
        FROM unnest($1, $2) WITH ORDINALITY a (key, event_id, position)
        LEFT JOIN shop.events e ON e.id = a.event_id LEFT JOIN shop.orders o ON o.idempotency_key = a.key
        """;

    /// <summary>Those of the orders that are accepted now, once they are durable.</summary>
    public static async Task<Dictionary<Guid, Order>> Place(NpgsqlDataSource database, IReadOnlyList<NewOrder> orders, CancellationToken cancellation)
    {
        var byId = orders.ToDictionary(order => order.Id);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockSql) { Parameters = { Array(orders.Select(order => order.EventId).Distinct()) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PlaceSql)
        {
            Parameters =
            {
                Array(orders.Select(order => order.Id)), Array(orders.Select(order => order.EventId)), Array(orders.Select(order => order.Quantity)),
                Array(orders.Select(order => order.Key)), Array(orders.Select(order => order.Email)), Array(orders.Select(order => order.TraceParent)),
            },
        });
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        await rows.NextResultAsync(cancellation);
        var accepted = new Dictionary<Guid, Order>(orders.Count);
        while (await rows.ReadAsync(cancellation)) accepted.Add(rows.GetGuid(0), Accepted(byId[rows.GetGuid(0)], rows));
        // Only the end of the answer says that it is committed.
        await rows.NextResultAsync(cancellation);
        return accepted;
    }

    /// <summary>Why each of the orders was not placed.</summary>
    public static async Task<Outcome[]> Explain(NpgsqlDataSource database, IReadOnlyList<NewOrder> orders, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(ExplainSql);
        command.Parameters.Add(Array(orders.Select(order => order.Key)));
        command.Parameters.Add(Array(orders.Select(order => order.EventId)));
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var outcomes = new Outcome[orders.Count];
        while (await rows.ReadAsync(cancellation))
            outcomes[rows.GetInt32(0) - 1] = new Outcome(rows.IsDBNull(2) ? null : Order.Read(rows, from: 2), rows.IsDBNull(1) ? null : rows.GetInt32(1));
        return outcomes;
    }

    private static Order Accepted(NewOrder order, NpgsqlDataReader row) => new()
    {
        Id = order.Id,
        EventId = order.EventId,
        Quantity = order.Quantity,
        Email = order.Email,
        Total = row.GetDecimal(1),
        Currency = row.GetString(2),
        Status = "pending",
        Reason = null,
        CreatedAt = row.GetFieldValue<DateTimeOffset>(3),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(3),
    };

    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values) => new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | Element<T>() };

    private static NpgsqlDbType Element<T>() => typeof(T) == typeof(Guid) ? NpgsqlDbType.Uuid : typeof(T) == typeof(int) ? NpgsqlDbType.Integer : NpgsqlDbType.Text;
}
