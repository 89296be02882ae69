namespace Services.Infrastructure;

/// <summary>One database of a server, and the invariants that must hold in it at every moment.</summary>
internal sealed record ShopDatabase(PostgresServer Server, string Name)
{
    public string ConnectionString => Server.ConnectionString(Name);

    public (string Key, string Value) Setting => ("ConnectionStrings:shop", ConnectionString);

    /// <summary>Runs the real Migrations to its end.</summary>
    public async Task Migrate()
    {
        await using var migrations = ServiceProcess.Launch("Migrations", Setting);
        Assert.True(await migrations.ExitCode(TimeSpan.FromMinutes(2)) == 0, migrations.Output);
    }

    public Task<T> Scalar<T>(string sql) => Server.Scalar<T>(Name, sql);

    public Task Execute(string sql) => Server.Execute(Name, sql);

    /// <summary>Events whose seats sold and left do not add up to the capacity.</summary>
    public Task<long> UnbalancedEvents() => Scalar<long>("""
        SELECT count(*) FROM shop.events e
        WHERE seats_left < 0 OR seats_left + (SELECT coalesce(sum(quantity), 0) FROM shop.orders o WHERE o.event_id = e.id AND o.status <> 'released') <> capacity
        """);

    /// <summary>Orders whose money does not fit: confirmed without exactly one charge kept, or released with a charge kept.</summary>
    public Task<long> WronglyChargedOrders() => Scalar<long>("""
        SELECT count(*) FROM shop.orders o
        CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE kind = 'charge') AS charges, count(*) FILTER (WHERE kind = 'refund') AS refunds FROM payments.ledger l WHERE l.key = o.id::text) m
        WHERE charges > 1 OR refunds > 1 OR (status = 'confirmed' AND (charges, refunds) <> (1, 0)) OR (status = 'released' AND charges <> refunds)
        """);

    public Task<long> OpenJobs() => Scalar<long>("SELECT count(*) FROM shop.jobs WHERE state = 'ready'");

    public Task<int> SeatsLeft(int eventId) => Scalar<int>($"SELECT seats_left FROM shop.events WHERE id = {eventId}");
}
