using Services.Infrastructure;

namespace Services.Migrations;

public sealed class MigrationTests(Servers servers)
{
    [Fact]
    public async Task Create_the_database_and_seed_a_thousand_events_the_same_everywhere()
    {
        var fresh = new ShopDatabase(await servers.Postgres, "migrations_fresh");
        var other = await servers.NewShop();

        await fresh.Migrate();

        Assert.Equal(1000L, await fresh.Scalar<long>("SELECT count(*) FROM shop.events"));
        Assert.Equal(await Digest(other), await Digest(fresh));
        Assert.Equal(0L, await fresh.UnbalancedEvents());
    }

    [Fact]
    public async Task Run_again_change_nothing()
    {
        var shop = await servers.NewShop();
        await shop.Execute("UPDATE shop.events SET seats_left = seats_left - 1 WHERE id = 1; DELETE FROM shop.events WHERE id = 1000");
        var before = await Digest(shop);

        await shop.Migrate();

        Assert.Equal(before, await Digest(shop));
    }

    [Fact]
    public async Task Run_three_at_once_all_succeed_and_migrate_once()
    {
        var shop = new ShopDatabase(await servers.Postgres, "migrations_at_once");

        await Task.WhenAll(shop.Migrate(), shop.Migrate(), shop.Migrate());

        Assert.Equal(1000L, await shop.Scalar<long>("SELECT count(*) FROM shop.events"));
        Assert.Equal(await shop.Scalar<long>("SELECT count(DISTINCT scriptname) FROM schemaversions"), await shop.Scalar<long>("SELECT count(*) FROM schemaversions"));
    }

    [Fact]
    public async Task Wait_for_a_database_that_is_still_starting()
    {
        await using var late = await PostgresServer.StartNew();
        await late.Stop();
        await using var migrations = ServiceProcess.Launch("Migrations", new ShopDatabase(late, "shop").Setting);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.False(migrations.HasExited, migrations.Output);

        await late.Start();

        Assert.True(await migrations.ExitCode(TimeSpan.FromMinutes(1)) == 0, migrations.Output);
    }

    [Fact]
    public async Task Fail_and_say_why_when_the_database_never_answers()
    {
        await using var migrations = ServiceProcess.Launch("Migrations", ("ConnectionStrings:shop", $"Host=127.0.0.1;Port={Ports.Free()};Database=shop"), ("Migrations:WaitForDatabase", "300ms"));

        Assert.Equal(1, await migrations.ExitCode(TimeSpan.FromMinutes(1)));
        Assert.Matches("did not answer .*Migrations:WaitForDatabase", migrations.Output);
    }

    private static Task<string> Digest(ShopDatabase shop) => shop.Scalar<string>("SELECT md5(string_agg(e::text, '|' ORDER BY id)) FROM shop.events e");
}
