using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Services.Infrastructure;

namespace Services.PaymentSandbox;

public sealed class PaymentTests(Servers servers) : IAsyncLifetime
{
    private ShopDatabase _shop = null!;
    private ServiceProcess _sandbox = null!;

    public async ValueTask InitializeAsync()
    {
        _shop = await servers.NewShop();
        _sandbox = await Start();
    }

    public async ValueTask DisposeAsync() => await _sandbox.DisposeAsync();

    [Fact]
    public async Task Charges_a_key_once_however_often_and_at_once_it_is_asked_even_after_a_kill()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Charge("order-1")));
        await _sandbox.DisposeAsync();
        _sandbox = await Start();
        var after = await Charge("order-1");

        Assert.All(answers.Append(after), answer => Assert.Equal((HttpStatusCode.OK, "charged"), (answer.Status, answer.Body.GetProperty("status").GetString())));
        Assert.Equal((1, 0), await Movements("order-1"));
    }

    [Fact]
    public async Task Refuses_a_key_that_belongs_to_another_payment()
    {
        await Charge("order-2");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Charge("order-2", amount: 99)).Status);
    }

    [Fact]
    public async Task Declines_the_cards_that_are_meant_to_be_declined_and_moves_no_money()
    {
        var (_, body) = await Charge("order-3", email: "declined.card@example.org");

        Assert.Equal("declined", body.GetProperty("status").GetString());
        Assert.Equal((0, 0), await Movements("order-3"));
    }

    [Fact]
    public async Task A_void_refunds_a_charge_once_and_forbids_a_later_one()
    {
        await Charge("order-4");
        foreach (var key in (string[])["order-4", "order-4", "order-5"])
            Assert.Equal(HttpStatusCode.NoContent, (await _sandbox.Http.DeleteAsync($"/api/payments/{key}", TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal("voided", (await Charge("order-4")).Body.GetProperty("status").GetString());
        Assert.Equal("voided", (await Charge("order-5")).Body.GetProperty("status").GetString());
        Assert.Equal((1, 1), await Movements("order-4"));
        Assert.Equal((0, 0), await Movements("order-5"));
    }

    [Fact]
    public async Task Fails_at_the_set_rate_before_or_after_the_money_moved()
    {
        await using var failing = await Start(("Payments:FailureRate", "1"));
        for (var n = 0; n < 40; n++)
        {
            using var response = await failing.Http.SendAsync(Request($"failing-{n}", 10, "ada@example.org"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }

        Assert.InRange(await _shop.Scalar<long>("SELECT count(*) FROM payments.ledger WHERE key LIKE 'failing-%'"), 1, 39);
    }

    [Theory]
    [InlineData("""{ "amount": 1, "currency": "EUR", "email": "a@b.c" }""", "reference")]
    [InlineData("""{ "reference": "nothing\u0000hidden", "amount": 1, "currency": "EUR", "email": "a@b.c" }""", "reference")]
    [InlineData("""{ "reference": "r", "amount": 0, "currency": "EUR", "email": "a@b.c" }""", "amount")]
    [InlineData("""{ "reference": "r", "amount": 1, "currency": "euro", "email": "a@b.c" }""", "currency")]
    public async Task Names_the_invalid_field(string body, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments") { Content = new StringContent(body, null, "application/json"), Headers = { { "Idempotency-Key", "invalid" } } };
        using var response = await _sandbox.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([field], (await OrderClient.Json(response)).GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private Task<ServiceProcess> Start(params (string, string)[] settings) => ServiceProcess.StartReady("PaymentSandbox", [_shop.Setting, ("Payments:Latency", "1ms"), .. settings]);

    private async Task<(HttpStatusCode Status, JsonElement Body)> Charge(string key, decimal amount = 25.50m, string email = "ada@example.org")
    {
        using var response = await _sandbox.Http.SendAsync(Request(key, amount, email), TestContext.Current.CancellationToken);
        return (response.StatusCode, await OrderClient.Json(response));
    }

    private async Task<(int Charges, int Refunds)> Movements(string key)
    {
        var payment = await _sandbox.Http.GetFromJsonAsync<JsonElement>($"/api/payments/{key}", TestContext.Current.CancellationToken);
        return (payment.GetProperty("charges").GetInt32(), payment.GetProperty("refunds").GetInt32());
    }

    private static HttpRequestMessage Request(string key, decimal amount, string email) => new(HttpMethod.Post, "/api/payments")
    {
        Content = JsonContent.Create(new { reference = key, amount, currency = "EUR", email }),
        Headers = { { "Idempotency-Key", key } },
    };
}
