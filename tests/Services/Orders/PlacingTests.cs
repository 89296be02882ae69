using System.Net;
using System.Net.Http.Json;
using Services.Infrastructure;

namespace Services.Orders;

public sealed class PlacingTests(RunningOrders running) : IClassFixture<RunningOrders>
{
    private readonly ShopDatabase _shop = running.Shop;
    private readonly OrderClient _client = running.Client;

    [Fact]
    public async Task Accepts_an_order_holds_its_seats_and_queues_its_job()
    {
        var before = await _shop.SeatsLeft(11);

        var (status, body, location) = await _client.Place("key-1", new { eventId = 11, quantity = 3, email = "ada@example.org" });

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal($"/api/orders/{body.GetProperty("id").GetGuid()}", location?.OriginalString);
        Assert.Equal(["id", "eventId", "quantity", "email", "total", "currency", "status", "createdAt", "updatedAt"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal("pending", body.GetProperty("status").GetString());
        Assert.Equal(3 * await _shop.Scalar<decimal>("SELECT price FROM shop.events WHERE id = 11"), body.GetProperty("total").GetDecimal());
        Assert.Equal(before - 3, await _shop.SeatsLeft(11));
        Assert.Equal(1L, await _shop.Scalar<long>($"SELECT count(*) FROM shop.jobs WHERE order_id = '{body.GetProperty("id").GetGuid()}' AND state = 'ready'"));
        Assert.Equal(body.ToString(), (await _client.Get(body.GetProperty("id").GetGuid())).ToString());
    }

    [Fact]
    public async Task Answers_the_same_key_and_body_with_the_same_order_and_holds_seats_once()
    {
        var before = await _shop.SeatsLeft(12);
        var request = new { eventId = 12, quantity = 2, email = "ada@example.org" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _client.Place("same", request)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body.GetProperty("id").GetGuid()).Distinct());
        Assert.Equal(before - 2, await _shop.SeatsLeft(12));
    }

    [Theory]
    [InlineData(13, 3, "ada@example.org")]
    [InlineData(113, 2, "ada@example.org")]
    [InlineData(13, 2, "bob@example.org")]
    public async Task Refuses_the_same_key_with_another_body(int eventId, int quantity, string email)
    {
        await _client.Place("other", new { eventId = 13, quantity = 2, email = "ada@example.org" });

        var (status, _, _) = await _client.Place("other", new { eventId, quantity, email });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task Never_oversells_the_last_seats()
    {
        await _shop.Execute("UPDATE shop.events SET capacity = 30, seats_left = 30 WHERE id = 14");

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => _client.Place($"rush-{n}", new { eventId = 14, quantity = 1 + n % 3, email = "ada@example.org" })));

        var accepted = answers.Where(answer => answer.Status == HttpStatusCode.Accepted).Sum(answer => answer.Body.GetProperty("quantity").GetInt32());
        Assert.Equal(30, accepted + await _shop.SeatsLeft(14));
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.Conflict, answer.Body.ToString()));
        Assert.Equal(0L, await _shop.UnbalancedEvents());
    }

    [Fact]
    public async Task The_database_itself_refuses_to_oversell() =>
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => _shop.Execute("UPDATE shop.events SET seats_left = -1 WHERE id = 15"));

    [Fact]
    public async Task Says_how_many_seats_are_left_when_they_are_too_few()
    {
        await _shop.Execute("UPDATE shop.events SET capacity = 2, seats_left = 2 WHERE id = 16");

        var (status, body, _) = await _client.Place("too-many", new { eventId = 16, quantity = 3, email = "ada@example.org" });

        Assert.Equal((HttpStatusCode.Conflict, 2), (status, body.GetProperty("seatsLeft").GetInt32()));
    }

    [Fact]
    public async Task Knows_no_unknown_event() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _client.Place("nowhere", new { eventId = 1001, quantity = 1, email = "ada@example.org" })).Status);

    [Theory]
    [InlineData("""{ "quantity": 1, "email": "a@b.c" }""", "eventId")]
    [InlineData("""{ "eventId": -1, "quantity": 1, "email": "a@b.c" }""", "eventId")]
    [InlineData("""{ "eventId": 1, "quantity": 0, "email": "a@b.c" }""", "quantity")]
    [InlineData("""{ "eventId": 1, "quantity": 11, "email": "a@b.c" }""", "quantity")]
    [InlineData("""{ "eventId": 1, "quantity": "many", "email": "a@b.c" }""", "quantity")]
    [InlineData("""{ "eventId": 1, "quantity": 99999999999, "email": "a@b.c" }""", "quantity")]
    [InlineData("""{ "eventId": 1, "quantity": 1.5, "email": "a@b.c" }""", "quantity")]
    [InlineData("""{ "eventId": 1, "quantity": 1 }""", "email")]
    [InlineData("""{ "eventId": 1, "quantity": 1, "email": "nobody" }""", "email")]
    [InlineData("""{ "eventId": 1, "quantity": 1, "email": "a@b@c" }""", "email")]
    [InlineData("""{ "eventId": 1, "quantity": 1, "email": 5 }""", "email")]
    [InlineData("""{ "eventId": 1, """, "body")]
    public async Task Names_the_invalid_field(string body, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("Idempotency-Key", "invalid");
        using var response = await running.Service.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var problem = await OrderClient.Json(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    [InlineData("201 characters")]
    public async Task Requires_a_bounded_idempotency_key(string key)
    {
        if (key == "201 characters") key = new string('k', 201);

        var (status, body, _) = await _client.Place(key, new { eventId = 17, quantity = 1, email = "ada@example.org" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["Idempotency-Key"], body.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Refuses_a_body_over_the_limit()
    {
        using var response = await running.Service.Http.PostAsJsonAsync("/api/orders", new { eventId = 1, quantity = 1, email = new string('a', 70_000) }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Describes_itself_by_OpenApi()
    {
        var document = await OrderClient.Json(await running.Service.Http.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken));

        Assert.Equal(["/api/orders", "/api/orders/{id}"], document.GetProperty("paths").EnumerateObject().Select(path => path.Name));
        var place = document.GetProperty("paths").GetProperty("/api/orders").GetProperty("post");
        Assert.Equal(["202", "400", "404", "408", "409", "413", "415", "422", "429", "500", "503", "504"], place.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order());
        var header = place.GetProperty("parameters").EnumerateArray().Single();
        Assert.Equal(("Idempotency-Key", "header", true), (header.GetProperty("name").GetString(), header.GetProperty("in").GetString(), header.GetProperty("required").GetBoolean()));
    }

    [Fact]
    public async Task Answers_with_every_member_that_the_OpenApi_document_requires()
    {
        var document = await OrderClient.Json(await running.Service.Http.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        var (_, order, _) = await _client.Place("described", new { eventId = 17, quantity = 1, email = "ada@example.org" });

        var required = document.GetProperty("components").GetProperty("schemas").GetProperty("Order").GetProperty("required").EnumerateArray().Select(member => member.GetString()!);
        Assert.Equal([], required.Except(order.EnumerateObject().Select(member => member.Name)));
    }
}
