using System.Net;
using Services.Infrastructure;

namespace Services.Orders;

public sealed class CancellingTests(Servers servers) : IAsyncLifetime
{
    private const int Event = 6;

    private ShopDatabase _shop = null!;
    private ServiceProcess _orders = null!;
    private OrderClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await servers.NewShop();
        _orders = await ServiceProcess.StartReady("Orders", _shop.Setting);
        _client = new OrderClient(_orders.Http);
    }

    public async ValueTask DisposeAsync() => await _orders.DisposeAsync();

    [Fact]
    public async Task Releases_a_pending_order_and_returns_its_seats_once()
    {
        var before = await _shop.SeatsLeft(Event);
        var id = await _client.Place(Event, 4);

        Assert.Equal(HttpStatusCode.NoContent, await _client.Cancel(id));
        Assert.Equal(HttpStatusCode.NoContent, await _client.Cancel(id));

        var order = await _client.Get(id);
        Assert.Equal(("released", "cancelled"), (order.GetProperty("status").GetString(), order.GetProperty("reason").GetString()));
        Assert.Equal(before, await _shop.SeatsLeft(Event));
        Assert.Equal(0L, await _shop.OpenJobs());
    }

    [Fact]
    public async Task Refuses_to_cancel_a_confirmed_order()
    {
        var id = await _client.Place(Event, 1);
        await _shop.Execute("UPDATE shop.orders SET status = 'confirmed'");

        Assert.Equal(HttpStatusCode.Conflict, await _client.Cancel(id));
        Assert.Equal("confirmed", await _client.Status(id));
    }

    [Fact]
    public async Task Leaves_a_begun_payment_to_be_voided()
    {
        var id = await _client.Place(Event, 1);
        await _shop.Execute("UPDATE shop.jobs SET attempts = 1, lease = gen_random_uuid(), run_at = now() + interval '1 hour'");

        Assert.Equal(HttpStatusCode.NoContent, await _client.Cancel(id));

        Assert.Equal("void ready", await _shop.Scalar<string>("SELECT phase || ' ' || state FROM shop.jobs WHERE run_at <= now()"));
    }

    [Fact]
    public async Task Knows_no_unknown_order()
    {
        Assert.Equal(HttpStatusCode.NotFound, await _client.Cancel(Guid.NewGuid()));
        Assert.Equal(404, await _orders.Status($"/api/orders/{Guid.NewGuid()}"));
        Assert.Equal(404, await _orders.Status("/api/orders/seven"));
    }
}
