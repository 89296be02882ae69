using System.Globalization;

namespace Benchmarks.Rush;

/// <summary>
/// Catalog's cached reads, with telemetry and overload protection on, beside a Kestrel that does nothing but answer with as many bytes. Goal: 0.70 of its rate.
/// </summary>
internal sealed class CatalogBenchmark : Benchmark
{
    private const int Rounds = 4;
    private const int LegSeconds = 4;
    private const int Connections = 64;

    public override string Name => "catalog";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var sink = await TelemetrySink.Start();
        await using var database = await Database.Start();
        var (garnet, cache) = await Garnet.Start();
        await using var _ = garnet;
        await using var catalog = await Service.Start("Catalog", [database.Setting, ("ConnectionStrings:cache", cache), .. sink.Settings("catalog")]);
        IReadOnlyList<Figure> figures = [.. await Compare("an event", catalog, "/api/catalog/events/1"), .. await Compare("the first page of events", catalog, "/api/catalog/events")];
        return sink.Bytes > 0 ? figures : throw new InvalidOperationException("Catalog exported no telemetry: it was not measured with everything on.");
    }

    private static async Task<IReadOnlyList<Figure>> Compare(string name, Service catalog, string path)
    {
        var bytes = (await Service.Client.GetByteArrayAsync(new Uri(catalog.Address, path))).Length;
        await using var empty = await Service.Start(EmptyEndpoint.Start(bytes), "/");
        var (own, bare) = (new List<Leg>(), new List<Leg>());
        await Run(catalog, path);
        await Run(empty, "/");
        for (var round = 1; round <= Rounds; round++)
        {
            bare.Add(await Run(empty, "/"));
            own.Add(await Run(catalog, path));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, round {round} of {Rounds}: empty {bare[^1].Rate:0}/s {bare[^1].Cpu:0.0} us, Catalog {own[^1].Rate:0}/s {own[^1].Cpu:0.0} us"));
        }

        var (rate, cpu) = (Median(own.Select(leg => leg.Rate)), Median(own.Select(leg => leg.Cpu)));
        var (bareRate, bareCpu) = (Median(bare.Select(leg => leg.Rate)), Median(bare.Select(leg => leg.Cpu)));
        return
        [
            new($"cached reads per second, {name}", string.Create(CultureInfo.InvariantCulture, $"{rate:0}/s"), Ratio(rate / bareRate), string.Create(CultureInfo.InvariantCulture, $"empty endpoint with {bytes} bytes, {bareRate:0}/s"), ">= 0.70"),
            new($"CPU per cached read, {name}", string.Create(CultureInfo.InvariantCulture, $"{cpu:0.0} us"), Ratio(bareCpu / cpu), string.Create(CultureInfo.InvariantCulture, $"empty endpoint to Catalog, {bareCpu:0.0} us"), ""),
        ];
    }

    private static async Task<Leg> Run(Service service, string path)
    {
        var before = service.Process.CpuSeconds;
        var run = await Wrk.Run(new Uri(service.Address, path), Connections, LegSeconds);
        return new(run.PerSecond, (service.Process.CpuSeconds - before) / run.Requests * 1e6);
    }

    private sealed record Leg(double Rate, double Cpu);
}
