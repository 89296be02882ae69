using Npgsql;
using ServiceDefaults.Postgres;

namespace Catalog.Events;

internal sealed class EventTable(NpgsqlDataSource source)
{
    private const string Columns = "id, name, venue, city, starts_at, price, currency, capacity, seats_left";
    private const string Matching = "$1 = '' OR name ILIKE $1 OR venue ILIKE $1 OR city ILIKE $1";

    public Task<EventPage> Page(EventQuery query, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT count(*)::int FROM shop.events WHERE {Matching}") { Parameters = { Pattern(query.Search) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT {Columns} FROM shop.events WHERE {Matching} ORDER BY starts_at, id LIMIT $2 OFFSET $3")
        {
            Parameters = { Pattern(query.Search), Number(query.PageSize), Number((query.Page - 1) * query.PageSize) },
        });
        await using var rows = await batch.ExecuteReaderAsync(token);
        await rows.ReadAsync(token);
        var total = rows.GetInt32(0);
        await rows.NextResultAsync(token);
        var items = new List<Event>(query.PageSize);
        while (await rows.ReadAsync(token)) items.Add(Read(rows, description: null));
        return new EventPage(items, query.Page, query.PageSize, total);
    }, cancellation);

    public Task<Event?> ById(int id, CancellationToken cancellation) => source.Repeat(async (database, token) =>
    {
        await using var command = database.CreateCommand($"SELECT {Columns}, description FROM shop.events WHERE id = $1");
        command.Parameters.Add(Number(id));
        await using var rows = await command.ExecuteReaderAsync(token);
        return await rows.ReadAsync(token) ? Read(rows, rows.GetString(9)) : null;
    }, cancellation);

    // What the visitor types is text: the signs of LIKE in it are escaped.
    private static NpgsqlParameter<string> Pattern(string search) => new()
    {
        TypedValue = search.Length == 0 ? "" : $"%{search.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%",
    };

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    private static Event Read(NpgsqlDataReader row, string? description) => new()
    {
        Id = row.GetInt32(0),
        Name = row.GetString(1),
        Description = description,
        Venue = row.GetString(2),
        City = row.GetString(3),
        StartsAt = row.GetFieldValue<DateTimeOffset>(4),
        Price = row.GetDecimal(5),
        Currency = row.GetString(6),
        Capacity = row.GetInt32(7),
        SeatsLeft = row.GetInt32(8),
    };
}
