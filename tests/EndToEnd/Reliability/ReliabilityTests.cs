using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Reliability;

public sealed class ReliabilityTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Rush = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Every_accepted_order_ends_exactly_once_while_replicas_are_killed_and_servers_restart()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var data = new DataFolder();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"DataDirectory={data.Path}"], cancellation);
        await using var application = await builder.BuildAsync(cancellation);
        await application.StartAsync(cancellation);
        var notifications = application.Services.GetRequiredService<ResourceNotificationService>();
        foreach (var resource in new[] { "orders", "fulfillment", "payments", "ingress" })
            await notifications.WaitForResourceHealthyAsync(resource, cancellation).WaitAsync(TimeSpan.FromSeconds(60), cancellation);

        await using var replicas = new Replicas(notifications);
        await using var ledger = new Ledger((await application.GetConnectionStringAsync("shop", cancellation))!);
        var faults = new Faults(replicas, application.Services.GetRequiredService<ResourceCommandService>());
        using var shop = application.CreateHttpClient("ingress");
        shop.Timeout = RequestLimit + TimeSpan.FromSeconds(1); // the route's limit is 10 s: whatever lasts longer hangs
        var buyers = new Buyers(shop, RequestLimit);

        using var watch = new CancellationTokenSource();
        var balance = WatchBalanceAsync(ledger, watch.Token);
        var buying = buyers.BuyUntilAsync(DateTimeOffset.UtcNow + Rush, customers: 16);
        await CauseFaultsAsync(faults, DateTimeOffset.UtcNow + Rush - TimeSpan.FromSeconds(5));
        await buying;
        await UntilNothingIsPendingAsync(ledger);
        await watch.CancelAsync();
        var (looks, unbalanced) = await balance;

        var lost = await ledger.UnknownAsync([.. buyers.Accepted.Keys]);
        var (confirmed, all) = (await ledger.ConfirmedOrdersAsync(), await ledger.OrdersAsync());
        var (wrongCharges, keptMoney) = (await ledger.ConfirmedWithoutOneChargeAsync(), await ledger.ReleasedButChargedAsync());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {buyers.Accepted.Count} accepted, {confirmed} of {all} confirmed, {buyers.SoldOut} refused as sold out
            {faults.Kills} replicas killed, {faults.Restarts} servers restarted, {buyers.FailedTries} tries failed and were repeated ({string.Join(", ", buyers.Failures.Select(failure => $"{failure.Key}: {failure.Value}"))})
            lost {lost}, doubled {buyers.Doubled.Count}, charged wrongly {wrongCharges}, released but charged {keptMoney}, unbalanced events {unbalanced} in {looks} looks, hung requests {buyers.Hung}
            """));

        Assert.Equal((0L, 0, 0L, 0L, 0L, 0), (lost, buyers.Doubled.Count, wrongCharges, keptMoney, unbalanced, buyers.Hung));
        Assert.True(buyers.Accepted.Count > 100, $"Only {buyers.Accepted.Count} orders were accepted.");
        Assert.True(faults.Kills >= 6, $"Only {faults.Kills} replicas were killed.");
    }

    private static async Task CauseFaultsAsync(Faults faults, DateTimeOffset end)
    {
        var restarts = Task.Run(async () =>
        {
            foreach (var server in new[] { "postgres", "cache" })
            {
                await Task.Delay(TimeSpan.FromSeconds(4));
                await faults.RestartAsync(server);
            }
        });
        var random = new Random(7);
        for (var round = 0; DateTimeOffset.UtcNow < end; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            await faults.KillReplicaAsync(round % 2 == 0 ? "orders" : "fulfillment", random);
        }
        await restarts;
    }

    private static async Task<(int Looks, long Unbalanced)> WatchBalanceAsync(Ledger ledger, CancellationToken stop)
    {
        var (looks, unbalanced) = (0, 0L);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                unbalanced += await ledger.UnbalancedEventsAsync();
                looks++;
            }
            catch (Exception failure) when (failure is Npgsql.NpgsqlException or TimeoutException)
            {
                // the server is being restarted
            }
            await Task.Delay(200, CancellationToken.None);
        }
        return (looks, unbalanced);
    }

    private static async Task UntilNothingIsPendingAsync(Ledger ledger)
    {
        var limit = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(90);
        while (true)
        {
            var pending = await ledger.PendingOrdersAsync();
            if (pending == 0) return;
            Assert.True(DateTimeOffset.UtcNow < limit, $"{pending} orders are still pending 90 s after the rush.");
            await Task.Delay(500);
        }
    }
}
