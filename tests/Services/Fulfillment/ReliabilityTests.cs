using System.Collections.Concurrent;
using System.Net;
using Services.Infrastructure;

namespace Services.Fulfillment;

/// <summary>Workers are killed without warning and the database crashes, while orders come in; nothing is lost, doubled or oversold.</summary>
public sealed class ReliabilityTests
{
    private const int Workers = 2;
    private const int Event = 10; // 800 seats

    [Fact]
    public async Task Loses_and_doubles_no_order_when_workers_are_killed_and_PostgreSQL_crashes_under_load()
    {
        await using var server = await PostgresServer.StartNew();
        var database = new ShopDatabase(server, "shop");
        await database.Migrate();
        await using var shop = await RunningShop.Start(database, [("Payments:Latency", "30ms"), ("Payments:FailureRate", "0.1")], [("Jobs:Lease", "2s"), ("Jobs:MaxAttempts", "50"), ("Jobs:FirstRetry", "50ms"), ("Jobs:LongestRetry", "1s")]);
        var workers = new List<ServiceProcess>();
        for (var n = 0; n < Workers; n++) workers.Add(await shop.AddWorker());
        using var stop = new CancellationTokenSource();
        var accepted = new ConcurrentDictionary<Guid, string>();
        var load = Enumerable.Range(0, 4).Select(client => Task.Run(() => Buy(shop, client, accepted, stop.Token))).ToArray();

        for (var round = 0; round < 3; round++)
        {
            await Eventually.True(() => Task.FromResult(accepted.Count > (round + 1) * 20));
            var victim = workers[round % Workers];
            await victim.Process.Kill();
            if (round == 1)
            {
                await server.Stop(crash: true);
                await server.Start();
            }

            workers[round % Workers] = await shop.AddWorker();
            Assert.Equal(0L, await database.UnbalancedEvents());
        }

        await stop.CancelAsync();
        await Task.WhenAll(load);
        await shop.Settle();

        // An order answered 202 is there; one key made one order; every order has one end.
        var known = await database.Scalar<long>($"SELECT count(*) FROM shop.orders WHERE id = ANY('{{{string.Join(',', accepted.Keys)}}}')");
        var ended = await database.Scalar<long>("SELECT count(*) FROM shop.orders WHERE status IN ('confirmed', 'released')");
        var all = await database.Scalar<long>("SELECT count(*) FROM shop.orders");
        var unbalanced = await database.UnbalancedEvents();
        var wronglyCharged = await database.WronglyChargedOrders();
        TestContext.Current.SendDiagnosticMessage($"accepted {accepted.Count}, lost {accepted.Count - known}, without an end {all - ended}, wrongly charged {wronglyCharged}, events oversold {unbalanced}");
        Assert.Equal(accepted.Count, accepted.Values.Distinct().Count());
        Assert.Equal((accepted.Count, all, 0L, 0L), (known, ended, unbalanced, wronglyCharged));
        Assert.InRange(all, accepted.Count, long.MaxValue);
    }

    private static async Task Buy(RunningShop shop, int client, ConcurrentDictionary<Guid, string> accepted, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var key = $"{client}-{n}";
            // As a browser would: the same key again until there is an answer that decides.
            for (var attempt = 0; attempt < 40; attempt++)
            {
                var (status, body, _) = await shop.Client.Place(key, new { eventId = Event, quantity = 1 + n % 3, email = n % 7 == 0 ? "declined@example.org" : "ada@example.org" });
                if (status == HttpStatusCode.Accepted) Assert.True(accepted.TryAdd(body.GetProperty("id").GetGuid(), key), "Two keys made one order.");
                if (status is HttpStatusCode.Accepted or HttpStatusCode.Conflict) break;
                Assert.True(status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, $"{status}: {body}");
                await Task.Delay(100, CancellationToken.None);
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
