using System.Net;
using Services.Infrastructure;

namespace Services.Fulfillment;

public sealed class FulfillmentTests(Servers servers)
{
    [Fact]
    public async Task Confirms_paid_orders_and_releases_declined_ones()
    {
        await using var shop = await RunningShop.Start(await servers.NewShop());
        await shop.AddWorker();
        var paid = await shop.Client.Place(eventId: 3, quantity: 2);
        var declined = await shop.Client.Place(eventId: 6, quantity: 2, "declined@example.org");

        await Eventually.Equal("confirmed", () => shop.Client.Status(paid));
        await Eventually.Equal("released", () => shop.Client.Status(declined));

        Assert.Equal("payment declined", (await shop.Client.Get(declined)).GetProperty("reason").GetString());
        Assert.Equal((798, 350), (await shop.Database.SeatsLeft(3), await shop.Database.SeatsLeft(6)));
        await Consistent(shop);
    }

    [Fact]
    public async Task Pays_each_order_once_through_a_provider_that_fails_half_of_the_time()
    {
        await using var shop = await RunningShop.Start(await servers.NewShop(), [("Payments:FailureRate", "0.5")], [("Jobs:FirstRetry", "10ms"), ("Jobs:LongestRetry", "200ms"), ("Jobs:MaxAttempts", "100")]);
        await Task.WhenAll(shop.AddWorker(), shop.AddWorker());
        var orders = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => shop.Client.Place(eventId: 1, quantity: 1)));

        await shop.Settle();

        foreach (var order in orders) Assert.Equal("confirmed", await shop.Client.Status(order));
        await Consistent(shop);
    }

    [Fact]
    public async Task Gives_up_an_order_whose_payment_keeps_failing_but_not_its_void_and_keeps_a_dead_letter()
    {
        await using var shop = await RunningShop.Start(await servers.NewShop(), [("Payments:FailureRate", "1")], [("Jobs:FirstRetry", "5ms"), ("Jobs:LongestRetry", "100ms"), ("Jobs:MaxAttempts", "2")]);
        await shop.AddWorker();
        var orders = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Client.Place(eventId: 6, quantity: 1)));

        foreach (var order in orders) await Eventually.Equal("released", () => shop.Client.Status(order));
        Assert.Equal("payment failed", (await shop.Client.Get(orders[0])).GetProperty("reason").GetString());
        Assert.Equal(10L, await shop.Database.OpenJobs());

        await shop.RestartPayments();
        await shop.Settle();

        Assert.Equal(10L, await shop.Database.Scalar<long>("SELECT count(*) FROM shop.jobs WHERE state = 'dead' AND last_error <> ''"));
        await Consistent(shop);
    }

    [Fact]
    public async Task Undoes_a_charge_when_the_order_is_cancelled_while_it_is_paid()
    {
        await using var shop = await RunningShop.Start(await servers.NewShop(), [("Payments:Latency", "50ms")]);
        await shop.AddWorker();
        var orders = new List<Guid>();
        for (var n = 0; n < 30; n++)
        {
            orders.Add(await shop.Client.Place(eventId: 6, quantity: 1));
            await Task.Delay(n * 5, TestContext.Current.CancellationToken);
            var answer = await shop.Client.Cancel(orders[^1]);
            Assert.Equal(await shop.Client.Status(orders[^1]), answer == HttpStatusCode.NoContent ? "released" : "confirmed");
        }

        await shop.Settle();
        await Consistent(shop);
    }

    [Fact]
    public async Task Hands_its_jobs_back_when_it_is_stopped_and_that_is_no_failed_attempt()
    {
        await using var shop = await RunningShop.Start(await servers.NewShop(), [("Payments:Latency", "2s")], [("Jobs:Lease", "1h"), ("Jobs:MaxAttempts", "2")]);
        var order = await shop.Client.Place(eventId: 3, quantity: 1);
        for (var claim = 1; claim <= 2; claim++)
        {
            var worker = await shop.AddWorker();
            await Eventually.Equal(claim, () => shop.Database.Scalar<int>("SELECT attempts FROM shop.jobs"));
            worker.Process.Terminate();
            Assert.Equal(0, await worker.Process.ExitCode(TimeSpan.FromSeconds(10)));
        }

        await shop.AddWorker();

        await Eventually.Equal("confirmed", () => shop.Client.Status(order));
        await Consistent(shop);
    }

    private static async Task Consistent(RunningShop shop)
    {
        Assert.Equal(0L, await shop.Database.UnbalancedEvents());
        Assert.Equal(0L, await shop.Database.WronglyChargedOrders());
    }
}
