using System.Net;
using Services.Infrastructure;

namespace Services.Orders;

public sealed class CancellingTests(RunningOrders running) : IClassFixture<RunningOrders>
{
    private readonly ShopDatabase _shop = running.Shop;
    private readonly OrderClient _client = running.Client;

    [Fact]
    public async Task Releases_a_pending_order_and_returns_its_seats_once()
    {
        var before = await _shop.SeatsLeft(21);
        var id = await _client.Place(21, 4);

        Assert.Equal(HttpStatusCode.NoContent, await _client.Cancel(id));
        Assert.Equal(HttpStatusCode.NoContent, await _client.Cancel(id));

        var order = await _client.Get(id);
        Assert.Equal(("released", "cancelled"), (order.GetProperty("status").GetString(), order.GetProperty("reason").GetString()));
        Assert.Equal(before, await _shop.SeatsLeft(21));
        Assert.Equal("done", await _shop.Scalar<string>($"SELECT state FROM shop.jobs WHERE order_id = '{id}'"));
    }

    [Fact]
    public async Task Refuses_to_cancel_a_confirmed_order()
    {
        var id = await _client.Place(22, 1);
        await _shop.Execute($"UPDATE shop.orders SET status = 'confirmed' WHERE id = '{id}'");

        Assert.Equal(HttpStatusCode.Conflict, await _client.Cancel(id));
        Assert.Equal("confirmed", await _client.Status(id));
    }

    [Fact]
    public async Task Leaves_a_begun_payment_to_be_voided()
    {
        var id = await _client.Place(23, 1);
        await _shop.Execute($"UPDATE shop.jobs SET attempts = 1, lease = gen_random_uuid(), run_at = now() + interval '1 hour' WHERE order_id = '{id}'");

        Assert.Equal(HttpStatusCode.NoContent, await _client.Cancel(id));

        Assert.Equal("void ready", await _shop.Scalar<string>($"SELECT phase || ' ' || state FROM shop.jobs WHERE order_id = '{id}' AND run_at <= now()"));
    }

    [Fact]
    public async Task Knows_no_unknown_order()
    {
        Assert.Equal(HttpStatusCode.NotFound, await _client.Cancel(Guid.NewGuid()));
        Assert.Equal(404, await running.Service.Status($"/api/orders/{Guid.NewGuid()}"));
        Assert.Equal(404, await running.Service.Status("/api/orders/seven"));
    }
}
