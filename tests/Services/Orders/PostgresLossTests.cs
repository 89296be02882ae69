using System.Diagnostics;
using System.Net;
using Services.Infrastructure;

namespace Services.Orders;

/// <summary>PostgreSQL goes and comes back: unready, refusals in time, then everything as before without a restart of the service.</summary>
public sealed class PostgresLossTests
{
    [Fact]
    public async Task Turns_unready_refuses_in_time_and_recovers()
    {
        await using var server = await PostgresServer.StartNew();
        var shop = new ShopDatabase(server, "shop");
        await shop.Migrate();
        await using var orders = await ServiceProcess.StartReady("Orders", shop.Setting);
        var client = new OrderClient(orders.Http);
        var before = await client.Place(eventId: 3, quantity: 1);

        await server.Stop(crash: true);
        await Eventually.Equal(503, () => orders.Status("/ready"));
        Assert.Equal(200, await orders.Status("/alive"));
        var watch = Stopwatch.StartNew();
        var (refused, problem, _) = await client.Place("while-away", new { eventId = 3, quantity = 1, email = "ada@example.org" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused);
        Assert.Equal(503, problem.GetProperty("status").GetInt32());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        await server.Start();
        await Eventually.Equal(200, () => orders.Status("/ready"));
        var (accepted, _, _) = await client.Place("while-away", new { eventId = 3, quantity = 1, email = "ada@example.org" });
        Assert.Equal(HttpStatusCode.Accepted, accepted);
        Assert.Equal("pending", await client.Status(before));
        Assert.Equal(798, await shop.SeatsLeft(3));
    }

    [Fact]
    public async Task Says_in_time_that_it_is_not_ready_when_the_database_hangs()
    {
        await using var server = await PostgresServer.StartNew();
        var shop = new ShopDatabase(server, "shop");
        await shop.Migrate();
        await using var orders = await ServiceProcess.StartReady("Orders", shop.Setting);

        server.Freeze();
        var watch = Stopwatch.StartNew();
        var status = await orders.Status("/ready");
        var waited = watch.Elapsed;
        server.Thaw();

        Assert.Equal(503, status);
        // The check has 2 s; machines are busy.
        Assert.InRange(waited, TimeSpan.Zero, TimeSpan.FromSeconds(9));
        await Eventually.Equal(200, () => orders.Status("/ready"));
    }

    [Fact]
    public async Task A_restart_under_a_request_is_bridged_by_trying_again()
    {
        await using var server = await PostgresServer.StartNew();
        var shop = new ShopDatabase(server, "shop");
        await shop.Migrate();
        await using var orders = await ServiceProcess.StartReady("Orders", shop.Setting);
        var client = new OrderClient(orders.Http);
        await client.Place(eventId: 3, quantity: 1);

        // The pooled connections are dead; the next order must not notice.
        await server.Stop();
        await server.Start();

        await client.Place(eventId: 3, quantity: 1);
    }
}
