using System.Globalization;
using Parity.Model;

namespace Benchmarks.Rush;

/// <summary>
/// The ingress with the shop's table and everything on (forwarded headers, telemetry by OTLP, overload protection) beside nginx that does the same job, beside YARP's
/// forwarder with nothing on, and beside no proxy, in front of the same backend. Goals: CPU per request nginx to ours 0.60, requests per second ours to nginx 0.70, p99 at half
/// of nginx's capacity at most one and a half times nginx's.
/// </summary>
internal sealed class IngressBenchmark : Benchmark
{
    private const int Rounds = 4;
    private const int LegSeconds = 5;
    private const int Connections = 64;
    private const int People = 512;
    private const int AnswerBytes = 1024;
    private const string Path = "/api/catalog/events/1";

    public override string Name => "ingress";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var sink = await TelemetrySink.Start();
        await using var backend = await Nginx.Backend(AnswerBytes);
        await using var nginx = await Nginx.Proxy(Routes.Table, backend.Address);
        await using var ours = await Service.Start("Ingress", [.. sink.Settings("ingress"), .. Table(Routes.Table, backend.Address)]);
        await using var forwarder = await Service.Start(BareForwarder.Start(backend.Address), "/");
        var (theirs, own, direct) = (new Legs(nginx.Address, nginx.Process), new Legs(ours.Address, ours.Process), new Legs(backend.Address, backend.Process));
        var bare = new Legs(forwarder.Address, forwarder.Process);
        foreach (var legs in new[] { theirs, own, bare }) await legs.Warm();
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var legs in new[] { theirs, own, bare, direct }) await legs.Run();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {Rounds}: nginx {theirs}, ours {own}, bare forwarder {bare}, direct {direct}"));
        }

        if (sink.Bytes == 0) throw new InvalidOperationException("The ingress exported no telemetry: it was not measured with everything on.");
        var half = theirs.Rate / 2;
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var legs in new[] { theirs, own, bare }) await legs.Pace(half);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{half:0}/s, round {round} of {Rounds}: p99 nginx {theirs.P99:0.00} ms, ours {own.P99:0.00} ms, bare forwarder {bare.P99:0.00} ms"));
        }

        return
        [
            new("CPU per request", Micro(own.Cpu), Ratio(theirs.Cpu / own.Cpu), $"nginx to ours, nginx {Micro(theirs.Cpu)}", ">= 0.60, better 0.75"),
            new("CPU per request, YARP's forwarder alone", Micro(bare.Cpu), Ratio(theirs.Cpu / bare.Cpu), $"nginx to it, nginx {Micro(theirs.Cpu)}", ""),
            new("requests per second", Rate(own.Rate), Ratio(own.Rate / theirs.Rate), $"nginx, {Rate(theirs.Rate)}", ">= 0.70"),
            new("requests per second, YARP's forwarder alone", Rate(bare.Rate), Ratio(bare.Rate / theirs.Rate), $"nginx, {Rate(theirs.Rate)}", ""),
            new("requests per second without a proxy", Rate(direct.Rate), Ratio(direct.Rate / theirs.Rate), $"nginx, {Rate(theirs.Rate)}", ""),
            new($"p99 at half of nginx's capacity, {Rate(half)}", Milli(own.P99), Ratio(own.P99 / theirs.P99), $"nginx, {Milli(theirs.P99)}", "<= 1.50"),
            new($"p99 at half of nginx's capacity, {Rate(half)}, YARP's forwarder alone", Milli(bare.P99), Ratio(bare.P99 / theirs.P99), $"nginx, {Milli(theirs.P99)}", ""),
            new("failed or refused", $"{own.Failed}", "", $"nginx, {theirs.Failed}", "0"),
        ];
    }

    private static (string Key, string Value)[] Table(RouteTable routes, Uri backend) =>
        [("Ingress:Routes", RouteJson.Write(routes)), .. routes.Workloads.Select(workload => ($"services:{workload}:http:0", backend.ToString()))];

    private static string Micro(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0.0} us");

    private static string Milli(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} ms");

    private static string Rate(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0}/s");

    private sealed class Legs(Uri address, Child process)
    {
        private readonly List<double> _rates = [], _cpus = [], _p99s = [];

        public double Rate => Median(_rates);

        public double Cpu => Median(_cpus);

        public double P99 => Median(_p99s);

        public long Failed { get; private set; }

        public async Task Warm() => await Wrk.Run(new Uri(address, Path), Connections, LegSeconds);

        public async Task Run()
        {
            var before = process.CpuSeconds;
            var run = await Wrk.Run(new Uri(address, Path), Connections, LegSeconds);
            _cpus.Add((process.CpuSeconds - before) / (run.Requests - run.Refused));
            _rates.Add(run.PerSecond);
            Failed += run.Refused + run.Broken;
        }

        // Requests come as from independent people: many connections that each think, for a time that is distributed exponentially.
        public async Task Pace(double rate)
        {
            var think = string.Create(CultureInfo.InvariantCulture, $"function delay() return math.floor(-{People / rate * 1000:0.000} * math.log(1 - math.random()) + 0.5) end");
            var run = await Wrk.Run(new Uri(address, Path), People, LegSeconds, think);
            _p99s.Add(run.P99);
            Failed += run.Refused + run.Broken;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_rates[^1]:0}/s {_cpus[^1] * 1e6:0.0} us");
    }
}
