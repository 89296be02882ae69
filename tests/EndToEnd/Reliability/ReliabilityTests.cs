using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EndToEnd.Reliability;

public sealed class ReliabilityTests(ITestOutputHelper output)
{
    private const int Kills = 8;
    // The route's limit is 10 s. What has no answer long after it hangs; the rest of this limit is for a machine that does other things too.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

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
            await notifications.WaitForResourceHealthyAsync(resource, cancellation).WaitAsync(Patience, cancellation);

        await using var replicas = new Replicas(notifications);
        await using var ledger = new Ledger((await application.GetConnectionStringAsync("shop", cancellation))!);
        var faults = new Faults(replicas, application.Services.GetRequiredService<ResourceCommandService>());
        using var shop = application.CreateHttpClient("ingress");
        shop.Timeout = RequestLimit + TimeSpan.FromSeconds(1);
        var buyers = new Buyers(shop, RequestLimit);

        using var watch = new CancellationTokenSource();
        var balance = WatchBalanceAsync(ledger, watch.Token);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var buying = buyers.BuyUntilAsync(customers: 16, closing.Token);
        await CauseFaultsAsync(faults, buyers, cancellation).WaitAsync(Patience, cancellation);
        await closing.CancelAsync();
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
        Assert.Equal((Kills, 2), (faults.Kills, faults.Restarts));
        Assert.True(buyers.Accepted.Count > Kills && looks > 0, $"Only {buyers.Accepted.Count} orders were accepted, and the seats were counted {looks} times.");
    }

    /// <summary>Replicas are killed all the time, the servers restart meanwhile; orders are accepted before, between and after.</summary>
    private static async Task CauseFaultsAsync(Faults faults, Buyers buyers, CancellationToken cancellation)
    {
        var random = new Random(7);
        var kills = Task.Run(async () =>
        {
            for (var round = 0; round < Kills; round++)
            {
                await UntilAnotherAnswerAsync(buyers, cancellation);
                await faults.KillReplicaAsync(round % 2 == 0 ? "orders" : "fulfillment", random, cancellation);
            }
        }, cancellation);
        foreach (var server in new[] { "postgres", "cache" })
        {
            await UntilAnotherAnswerAsync(buyers, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
            await faults.RestartAsync(server, cancellation);
        }
        await kills;
        await UntilAnotherAnswerAsync(buyers, cancellation);
    }

    private static async Task UntilAnotherAnswerAsync(Buyers buyers, CancellationToken cancellation)
    {
        for (var before = buyers.Answered; buyers.Answered == before;) await Task.Delay(50, cancellation);
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
        var watch = Stopwatch.StartNew();
        while (await ledger.PendingOrdersAsync() is var pending and > 0)
        {
            Assert.True(watch.Elapsed < Patience, $"{pending} orders are still pending {Patience.TotalMinutes} minutes after the rush.");
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }
}
