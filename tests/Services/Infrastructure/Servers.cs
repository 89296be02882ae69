[assembly: AssemblyFixture(typeof(Services.Infrastructure.Servers))]

namespace Services.Infrastructure;

/// <summary>One PostgreSQL and one Garnet per test run, started when the first test asks; each class has a database of its own.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _postgres = new(StartMigrated);
    private readonly Lazy<Task<GarnetServer>> _garnet = new(GarnetServer.StartNew);
    private int _databases;

    internal Task<GarnetServer> Garnet => _garnet.Value;

    internal Task<PostgresServer> Postgres => _postgres.Value;

    public async ValueTask DisposeAsync()
    {
        if (_garnet.IsValueCreated) await (await _garnet.Value).DisposeAsync();
        if (_postgres.IsValueCreated) await (await _postgres.Value).DisposeAsync();
    }

    /// <summary>A new database, migrated and seeded: a copy of the one that the real Migrations made.</summary>
    internal async Task<ShopDatabase> NewShop()
    {
        var postgres = await Postgres;
        var name = $"shop_{Interlocked.Increment(ref _databases)}";
        await postgres.CreateDatabase(name, template: "template_shop");
        return new ShopDatabase(postgres, name);
    }

    private static async Task<PostgresServer> StartMigrated()
    {
        var postgres = await PostgresServer.StartNew();
        await new ShopDatabase(postgres, "template_shop").Migrate();
        return postgres;
    }
}
