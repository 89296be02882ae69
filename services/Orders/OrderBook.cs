using Npgsql;
using NpgsqlTypes;
using ServiceDefaults.Postgres;

namespace Orders;

/// <summary>Reads of orders and of what explains a refusal.</summary>
internal sealed class OrderBook(NpgsqlDataSource source)
{
    public Task<Order?> ById(Guid id, CancellationToken cancellation) =>
        Single($"SELECT {Order.Columns} FROM shop.orders WHERE id = $1", new NpgsqlParameter<Guid> { TypedValue = id }, cancellation);

    public Task<Order?> ByKey(string key, CancellationToken cancellation) =>
        Single($"SELECT {Order.Columns} FROM shop.orders WHERE idempotency_key = $1", new NpgsqlParameter<string> { TypedValue = key, NpgsqlDbType = NpgsqlDbType.Text }, cancellation);

    public Task<int?> SeatsLeft(int eventId, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand("SELECT seats_left FROM shop.events WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = eventId });
        return (int?)await command.ExecuteScalarAsync(token);
    }, cancellation);

    private Task<Order?> Single(string sql, NpgsqlParameter key, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(key.Clone());
        await using var rows = await command.ExecuteReaderAsync(token);
        return await rows.ReadAsync(token) ? Order.Read(rows) : null;
    }, cancellation);
}
