using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Rush;

/// <summary>
/// Orders accepted in a second, over HTTP, beside pgbench running the naive script, one transaction for each order, on the same server. Goal:
/// five times its rate on one hot event, one and a half times spread over 1,000 events; nothing oversold, lost or doubled.
/// </summary>
internal sealed partial class OrdersBenchmark : Benchmark
{
    private const int Rounds = 3;
    private const int LegSeconds = 5;

    // What a first version does: read, decrement, insert, insert; a row of each at a time.
    private const string Naive = """
        BEGIN;
        SELECT price, currency FROM shop.events WHERE id = :event \gset
        UPDATE shop.events SET seats_left = seats_left - 1 WHERE id = :event AND seats_left >= 1;
        INSERT INTO shop.orders (id, idempotency_key, event_id, quantity, email, total, currency)
        VALUES (gen_random_uuid(), gen_random_uuid()::text, :event, 1, 'ada@example.org', :price, ':currency') RETURNING id \gset
        INSERT INTO shop.jobs (order_id) VALUES (':id');
        COMMIT;
        """;

    public override string Name => "orders";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var database = await Database.Start();
        await using var orders = await Service.Start("Orders", database.Setting);
        return [.. await Compare("one hot event", database, orders, "1", "1", 5), .. await Compare("spread over 1,000 events", database, orders, "random(1, 1000)", "math.random(1000)", 1.5)];
    }

    private static async Task<IReadOnlyList<Figure>> Compare(string name, Database database, Service orders, string naiveEvent, string ourEvent, double goal)
    {
        var (naive, ours, broken) = (new List<double>(), new List<double>(), 0L);
        var (cpu, requests) = (0.0, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            await Reset(database);
            naive.Add(await PgBench(database, naiveEvent));
            await Reset(database);
            var before = orders.Process.CpuSeconds;
            var run = await Wrk.Run(new Uri(orders.Address, "/api/orders"), 256, LegSeconds, Script(ourEvent, round));
            (cpu, requests) = (cpu + orders.Process.CpuSeconds - before, requests + run.Requests);
            ours.Add(run.PerSecond);
            broken += run.Broken + await Check(database, run);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, round {round + 1} of {Rounds}: pgbench {naive[^1]:0}/s, Orders {run.PerSecond:0}/s, p99 {run.P99:0.0} ms, {run.Refused} refused"));
        }

        var beside = string.Create(CultureInfo.InvariantCulture, $"pgbench, one transaction each, {Median(naive):0}/s");
        return
        [
            new($"accepted orders, {name}", string.Create(CultureInfo.InvariantCulture, $"{Median(ours):0}/s"), Ratio(Median(ours) / Median(naive)), beside, string.Create(CultureInfo.InvariantCulture, $">= {goal:0.0}")),
            new($"CPU of Orders per request, {name}", string.Create(CultureInfo.InvariantCulture, $"{cpu / requests * 1e6:0} us"), "", "", ""),
            new($"broken invariants, {name}", $"{broken}", "", "", "0"),
        ];
    }

    private static async Task Reset(Database database)
    {
        await database.Ask("TRUNCATE shop.jobs, shop.orders; UPDATE shop.events SET capacity = 1000000000, seats_left = 1000000000");
        await database.Ask("VACUUM FULL ANALYZE shop.events");
    }

    private static async Task<double> PgBench(Database database, string chosen)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $"\\set event {chosen}\n{Naive}");
            // 16 connections: as many as a replica's pool.
            var output = await database.Run("pgbench", "-n", "-c", "16", "-j", "2", "-T", $"{LegSeconds}", "-f", file, "shop");
            return double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Sold and left make the capacity, a job for each order, and no accepted answer without its order.
    private static async Task<long> Check(Database database, Wrk run)
    {
        var unbalanced = long.Parse(await database.Ask("SELECT count(*) FROM shop.events e WHERE seats_left + (SELECT coalesce(sum(quantity), 0) FROM shop.orders o WHERE o.event_id = e.id) <> capacity"), CultureInfo.InvariantCulture);
        var jobless = long.Parse(await database.Ask("SELECT (SELECT count(*) FROM shop.orders) - (SELECT count(*) FROM shop.jobs)"), CultureInfo.InvariantCulture);
        var stored = long.Parse(await database.Ask("SELECT count(*) FROM shop.orders"), CultureInfo.InvariantCulture);
        // wrk leaves its last requests without waiting for the answers: there may be a few more orders than answers, never fewer.
        return unbalanced + jobless + (stored < run.Requests - run.Refused ? 1 : 0);
    }

    private static string Script(string chosen, int round) => $$"""
        local threads = 0
        function setup(thread) thread:set("id", threads); threads = threads + 1 end
        function init() n = 0; math.randomseed(id + 1) end
        function request()
          n = n + 1
          return wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Idempotency-Key"] = "{{Guid.NewGuid():N}}-{{round}}-" .. id .. "-" .. n },
            '{"eventId":' .. {{chosen}} .. ',"quantity":1,"email":"ada@example.org"}')
        end
        """;

    // tps = 1234.567890 (without initial connection time)
    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
