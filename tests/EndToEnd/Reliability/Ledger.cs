using Npgsql;

namespace EndToEnd.Reliability;

/// <summary>What the database says, read in one snapshot: the judge of what was lost, doubled or oversold.</summary>
internal sealed class Ledger(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = new NpgsqlDataSourceBuilder(
        new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 5, CommandTimeout = 10, MaxPoolSize = 4 }.ConnectionString).Build();

    /// <summary>Events whose seats sold (pending or confirmed) and left do not add up to the capacity.</summary>
    public Task<long> UnbalancedEventsAsync() => CountAsync("""
        SELECT count(*) FROM shop.events event
        WHERE event.capacity <> event.seats_left + (
            SELECT coalesce(sum(quantity), 0) FROM shop.orders WHERE event_id = event.id AND status IN ('pending', 'confirmed'))
        """);

    public Task<long> PendingOrdersAsync() => CountAsync("SELECT count(*) FROM shop.orders WHERE status = 'pending'");

    public Task<long> OrdersAsync() => CountAsync("SELECT count(*) FROM shop.orders");

    public Task<long> ConfirmedOrdersAsync() => CountAsync("SELECT count(*) FROM shop.orders WHERE status = 'confirmed'");

    /// <summary>Confirmed orders that were not charged exactly once and completely.</summary>
    public Task<long> ConfirmedWithoutOneChargeAsync() => CountAsync("""
        SELECT count(*) FROM shop.orders o
        WHERE o.status = 'confirmed' AND (
            (SELECT count(*) FROM payments.ledger WHERE key = o.id::text AND kind = 'charge') <> 1
            OR (SELECT coalesce(sum(CASE kind WHEN 'charge' THEN amount ELSE -amount END), 0) FROM payments.ledger WHERE key = o.id::text) <> o.total)
        """);

    /// <summary>Released orders that kept a customer's money.</summary>
    public Task<long> ReleasedButChargedAsync() => CountAsync("""
        SELECT count(*) FROM shop.orders o
        WHERE o.status = 'released'
          AND (SELECT coalesce(sum(CASE kind WHEN 'charge' THEN amount ELSE -amount END), 0) FROM payments.ledger WHERE key = o.id::text) <> 0
        """);

    /// <summary>Accepted orders that the database does not know.</summary>
    public async Task<long> UnknownAsync(IReadOnlyCollection<Guid> accepted)
    {
        await using var command = _source.CreateCommand("SELECT count(*) FROM unnest($1) AS accepted(id) WHERE NOT EXISTS (SELECT 1 FROM shop.orders WHERE orders.id = accepted.id)");
        command.Parameters.Add(new() { Value = accepted.ToArray() });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
