using System.Net;
using Services.Infrastructure;

namespace Services.Orders;

/// <summary>Orders that are written together are still orders of their own.</summary>
public sealed class GroupTests(RunningOrders running) : IClassFixture<RunningOrders>
{
    private readonly ShopDatabase _shop = running.Shop;
    private readonly OrderClient _client = running.Client;

    [Fact]
    public async Task An_order_that_the_database_refuses_fails_alone()
    {
        await _shop.Execute("ALTER TABLE shop.orders ADD CONSTRAINT nobody CHECK (email <> 'nobody@example.org')");
        var before = await _shop.SeatsLeft(1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Place(1, 1, n == 20 ? "nobody@example.org" : "ada@example.org")));

        Assert.Equal((39, 1), (answers.Count(status => status == HttpStatusCode.Accepted), answers.Count(status => status == HttpStatusCode.InternalServerError)));
        Assert.Equal(before - 39, await _shop.SeatsLeft(1));
    }

    [Fact]
    public async Task An_order_that_is_too_large_does_not_take_the_last_seats_from_smaller_ones()
    {
        await _shop.Execute("UPDATE shop.events SET capacity = 5, seats_left = 5 WHERE id = 2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 35).Select(async n => (Quantity: n % 7 == 6 ? 1 : 6, Status: await Place(2, n % 7 == 6 ? 1 : 6))));

        Assert.All(answers, answer => Assert.Equal(answer.Quantity == 1 ? HttpStatusCode.Accepted : HttpStatusCode.Conflict, answer.Status));
        Assert.Equal(0, await _shop.SeatsLeft(2));
    }

    [Fact]
    public async Task One_key_for_many_events_at_once_is_one_order()
    {
        var answers = await Task.WhenAll(Enumerable.Range(3, 40).Select(eventId => Place(eventId, 2, key: "one-for-all")));

        Assert.Equal((1, 39), (answers.Count(status => status == HttpStatusCode.Accepted), answers.Count(status => status == HttpStatusCode.UnprocessableEntity)));
        Assert.Equal(1L, await _shop.Scalar<long>("SELECT count(*) FROM shop.orders WHERE idempotency_key = 'one-for-all'"));
        Assert.Equal(0L, await _shop.UnbalancedEvents());
    }

    [Fact]
    public async Task Replicas_that_sell_the_same_events_do_not_wait_for_each_other_and_sell_each_seat_once()
    {
        await using var other = await ServiceProcess.StartReady("Orders", ("ConnectionStrings:shop", $"{_shop.ConnectionString};Timeout=60;Command Timeout=60"), ("Http:RequestTimeout", "1m"), ("Overload:Enabled", "false"));
        await _shop.Execute("UPDATE shop.events SET capacity = 20, seats_left = 20 WHERE id BETWEEN 101 AND 110");
        var replicas = new[] { _client, new OrderClient(other.Http) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Place(101 + (n * 7 % 10), 1, client: replicas[n % 2])));

        Assert.Equal((200, 100), (answers.Count(status => status == HttpStatusCode.Accepted), answers.Count(status => status == HttpStatusCode.Conflict)));
        Assert.Equal(0L, await _shop.UnbalancedEvents());
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_with_the_same_key_has_one_order()
    {
        var before = await _shop.SeatsLeft(60);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(async n =>
        {
            using var leaving = new CancellationTokenSource(TimeSpan.FromMilliseconds(n));
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = new StringContent("""{"eventId":60,"quantity":1,"email":"ada@example.org"}""", null, "application/json") };
            request.Headers.Add("Idempotency-Key", $"leaving-{n}");
            try
            {
                using var response = await running.Service.Http.SendAsync(request, leaving.Token);
            }
            catch (OperationCanceledException)
            {
                // left
            }
        }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => Place(60, 1, key: $"leaving-{n}")));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Accepted, status));
        Assert.Equal(before - 30, await _shop.SeatsLeft(60));
        Assert.Equal(0L, await _shop.UnbalancedEvents());
    }

    private async Task<HttpStatusCode> Place(int eventId, int quantity, string email = "ada@example.org", string? key = null, OrderClient? client = null) =>
        (await (client ?? _client).Place(key ?? Guid.NewGuid().ToString(), new { eventId, quantity, email })).Status;
}
