using Npgsql;
using ServiceDefaults.Postgres;

namespace Orders;

/// <summary>Reads of orders.</summary>
internal sealed class OrderBook(NpgsqlDataSource source)
{
    public Task<Order?> ById(Guid id, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand($"SELECT {Order.Columns} FROM shop.orders WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var rows = await command.ExecuteReaderAsync(token);
        return await rows.ReadAsync(token) ? Order.Read(rows) : null;
    }, cancellation);
}
