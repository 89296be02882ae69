using System.Globalization;
using Parity.Load;
using Parity.Model;
using Parity.Scaling.Simulation;

namespace Benchmarks.Rush;

/// <summary>
/// Rolling restarts of every service behind the real ingress while the shop is under constant load: twenty with draining, and a few without it. Whatever is not
/// answered with success is a failure, a refusal too. Goal: 0 of 200,000; without draining more than 0.
/// </summary>
internal sealed class RestartsBenchmark : Benchmark
{
    // On two cores a service that starts under more takes so long that twenty of each do not fit into a run.
    private const double Rate = 350;
    private const int DrainedSeconds = 660;
    private const int UndrainedSeconds = 60;
    private const int Restarts = 20;
    // How long a replica serves on after SIGTERM: more than it takes until nobody sends it requests any more.
    private const string DrainDelay = "1s";

    public override string Name => "restarts";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("restarts-");
        var table = new ReplicaTable(Path.Combine(folder.FullName, "replicas.json"));
        await using var database = await Database.Start();
        await database.Ask("UPDATE shop.events SET capacity = 1000000000, seats_left = 1000000000");
        var (garnet, cache) = await Garnet.Start();
        await using var _ = garnet;
        (string, string)[] all = [database.Setting, ("Shutdown:DrainDelay", DrainDelay), ("Discovery:ReplicasFile", table.Path)];
        Rollout[] workloads =
        [
            new(table, "payments", "PaymentSandbox", all),
            new(table, "catalog", "Catalog", [.. all, ("ConnectionStrings:cache", cache)]),
            new(table, "orders", "Orders", all),
            new(table, "fulfillment", "Fulfillment", [.. all, ("Payments:Address", "http://payments")]),
            new(table, "storefront", "Storefront", all),
        ];
        try
        {
            foreach (var workload in workloads) await workload.Start();
            await using var ingress = await Service.Start("Ingress", ("Ingress:Routes", RouteJson.Write(Routes.Table)), ("Ingress:ReplicasFile", table.Path));
            // The first requests of all compile what serves them.
            await Load(ingress, Rate / 4, 5);
            var drained = await Run(database, ingress, workloads, DrainedSeconds, Restarts);
            foreach (var workload in workloads) workload.MoreSettings = [("Shutdown:DrainDelay", "0s")];
            var undrained = await Run(database, ingress, workloads, UndrainedSeconds, Restarts);
            return
            [
                new($"failed requests in {drained.Restarts} rolling restarts of each of 5 services", string.Create(CultureInfo.InvariantCulture, $"{drained.Failed} of {drained.Requests:#,0}"), "", $"orders lost or doubled: {drained.Lost}, left open: {drained.Open}", "0 of >= 200,000 in 20"),
                new($"failed requests in {undrained.Restarts} rolling restarts of each, draining off", string.Create(CultureInfo.InvariantCulture, $"{undrained.Failed} of {undrained.Requests:#,0}"), "", $"orders lost or doubled: {undrained.Lost}, left open: {undrained.Open}", "> 0"),
                new("p99 during the restarts", string.Create(CultureInfo.InvariantCulture, $"{drained.P99:0} ms"), "", string.Create(CultureInfo.InvariantCulture, $"{Rate:0} requests a second"), ""),
            ];
        }
        finally
        {
            foreach (var workload in workloads) await workload.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Outcome> Run(Database database, Service ingress, Rollout[] workloads, int seconds, int restarts)
    {
        var (before, done) = (await Count(database, "true"), workloads.Min(workload => workload.Restarts));
        var load = Load(ingress, Rate, seconds);
        await Roll(workloads, restarts, load);
        var report = await load;
        foreach (var (kind, count) in report.ErrorKinds) Console.Error.WriteLine($"{kind}: {count}");
        foreach (var scenario in report.Scenarios) Console.Error.WriteLine($"{scenario.Name}: {scenario.Errors} of {scenario.Answered} failed");
        var ordered = report.Scenarios.Single(scenario => scenario.Name == "order");
        var stored = await Count(database, "true") - before;
        // An order that was not answered may have been stored; one that was answered must have been, and each once.
        var lost = Math.Max(0, ordered.Answered - ordered.Errors - stored) + Math.Max(0, stored - ordered.Answered);
        return new(report.Answered, report.Errors + (report.Intended - report.Answered), workloads.Min(workload => workload.Restarts) - done, lost, await Open(database), report.Latency.P99);
    }

    private static async Task Roll(Rollout[] workloads, int restarts, Task load)
    {
        for (var round = 1; round <= restarts && !load.IsCompleted; round++)
        {
            foreach (var workload in workloads) await workload.Restart();
            Console.Error.WriteLine($"restart {round} of {restarts}");
        }
    }

    private static Task<LoadReport> Load(Service ingress, double rate, int seconds) => new LoadGenerator(new LoadPlan
    {
        Name = "restarts",
        Target = ingress.Address,
        Profile = "constant",
        Trace = new ArrivalTrace(TimeSpan.FromSeconds(1), [.. Enumerable.Repeat(rate, seconds)]),
        Scenarios =
        [
            new("event", "/api/catalog/events/1", 80),
            new("events", "/api/catalog/events", 12),
            new("page", "/events/1", 3),
            new("order", "/api/orders", 5, "POST", """{"eventId":1,"quantity":1,"email":"ada@example.org"}""", new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Idempotency-Key"] = "{id}" }),
        ],
        FailsFrom = 400,
    }).RunAsync(CancellationToken.None);

    private static async Task<long> Count(Database database, string condition) =>
        long.Parse(await database.Ask($"SELECT count(*) FROM shop.orders WHERE {condition}"), CultureInfo.InvariantCulture);

    // What was accepted is confirmed or released in the end.
    private static async Task<long> Open(Database database)
    {
        for (var waited = 0; waited < 30 && await Count(database, "status = 'pending'") > 0; waited++) await Task.Delay(TimeSpan.FromSeconds(1));
        return await Count(database, "status = 'pending'");
    }

    private sealed record Outcome(long Requests, long Failed, int Restarts, long Lost, long Open, double P99);
}
