using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Parity.Load;
using Parity.Scaling.Simulation;
using Scaling.Load;

namespace Benchmarks.Scaling;

/// <summary>
/// The generator's truth: a server that takes 100 ms and freezes for a second; every latency is known from the moments at which requests
/// were due and the server answered. And its cost: CPU per request beside wrk's, against a server that answers at once.
/// </summary>
internal sealed partial class GeneratorBenchmark : Benchmark
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const int Rate = 1000;
    // wrk sends as fast as it is answered; an open model that did so would measure its own queue.
    private const double BusyShare = 0.7;
    private const int Length = 10;
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(100);
    private static readonly double[] Percents = [50, 90, 99, 100];

    public override string Name => "generator";

    public override async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        var (actual, expected) = await FrozenAsync();
        var wrk = await WrkFrozenAsync();
        for (var index = 0; index < Percents.Length; index++)
        {
            var name = Percents[index] < 100 ? $"p{Percents[index]:0}" : "max";
            figures.Add(new($"{name}, server frozen 1 s of {Length} s", Milliseconds(actual[index]), Ratio(actual[index] / expected[index]),
                $"from due to answered {Milliseconds(expected[index])}{(wrk is null ? "" : $"; wrk says {Milliseconds(wrk[index])}")}", "0.98 to 1.02"));
        }

        var (ours, theirs) = await CostAsync();
        figures.Add(theirs is { } beside
            ? new("CPU per request", $"{ours:0.0} us", Ratio(ours / beside), $"wrk {beside:0.0} us", "<= 2")
            : new("CPU per request", $"{ours:0.0} us", "", "wrk is not installed", "<= 2"));
        return figures;
    }

    private static async Task<(double[] Actual, double[] Expected)> FrozenAsync()
    {
        using var server = new SmallServer(Answer, Work);
        // A cold server's first answers are late by themselves.
        await new LoadGenerator(Plan(server.Url, Rate) with { MaxRequests = Rate }).RunAsync(CancellationToken.None);
        server.Answered.Clear();
        var freezing = FreezeAsync(server);
        var begin = (Utc: DateTimeOffset.UtcNow, Stamp: Stopwatch.GetTimestamp());
        var report = await new LoadGenerator(Plan(server.Url, Rate)).RunAsync(CancellationToken.None);
        await freezing;
        // Requests are due one after the other, so the server numbers them alike.
        var start = begin.Stamp + ((report.StartedAt - begin.Utc).TotalSeconds * Stopwatch.Frequency);
        var known = server.Answered.Select((answered, number) => (answered - start) / Stopwatch.Frequency - ((number + 1.0) / Rate)).Select(seconds => seconds * 1000).Order().ToList();
        return ([report.Latency.P50, report.Latency.P90, report.Latency.P99, report.Latency.Max], [.. Percents.Select(percent => known[Math.Min(known.Count - 1, (int)Math.Ceiling(known.Count * percent / 100) - 1)])]);
    }

    private static async Task FreezeAsync(SmallServer server)
    {
        await Task.Delay(TimeSpan.FromSeconds(5));
        server.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(1));
        server.Thaw();
    }

    private static async Task<double[]?> WrkFrozenAsync()
    {
        using var server = new SmallServer(Answer, Work);
        var freezing = FreezeAsync(server);
        var said = await WrkAsync(server.Url, connections: Rate / 10);
        await freezing;
        if (said is null) return null;
        // "    Latency   109.31ms   87.44ms   1.10s    98.93%" (mean, deviation, max) and "     50%  100.92ms"
        return [.. Percents.Select(percent => percent < 100 ? Time(Regex.Match(said, $@"\n\s+{percent:0}%\s+(\S+)").Groups[1].Value) : Time(Maximum().Match(said).Groups[1].Value))];
    }

    private static async Task<(double Ours, double? Theirs)> CostAsync()
    {
        using var server = new SmallServer(Answer);
        var ours = new List<double>();
        var theirs = new List<double>();
        var rate = 8000.0;
        for (var round = 0; round < 3; round++)
        {
            if (await WrkAsync(server.Url, connections: 16) is { } said)
            {
                var requests = double.Parse(Requests().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
                theirs.Add(double.Parse(Cpu().Match(said).Groups[1].Value, CultureInfo.InvariantCulture) * 1e6 / requests);
                rate = BusyShare * requests / Length;
            }

            ours.Add(await OwnCostAsync(server.Url, rate));
        }

        return (Median(ours), theirs.Count > 0 ? Median(theirs) : null);
    }

    // In a process of its own, since here it would pay for the server too.
    private static async Task<double> OwnCostAsync(Uri url, double rate)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--generate", url.ToString(), rate.ToString("0", CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        return double.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The generator alone; prints its CPU per request.</summary>
    public static async Task<int> GenerateAsync(Uri url, double rate)
    {
        var report = await new LoadGenerator(Plan(url, rate)).RunAsync(CancellationToken.None);
        Console.Write(report.GeneratorMicroseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task<string?> WrkAsync(Uri url, int connections)
    {
        if (!File.Exists("/usr/bin/wrk")) return null;
        var start = new ProcessStartInfo("bash", ["-c", $"TIMEFORMAT='cpu %U %S'; time wrk -t1 -c{connections} -d{Length}s --latency {url} 2>&1"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        var time = (await process.StandardError.ReadToEndAsync()).Trim().Split(' ');
        return string.Create(CultureInfo.InvariantCulture, $"{output}\ncpu {double.Parse(time[1], CultureInfo.InvariantCulture) + double.Parse(time[2], CultureInfo.InvariantCulture)}\n");
    }

    private static LoadPlan Plan(Uri url, double rate) => new()
    {
        Name = "generator",
        Profile = "constant",
        Target = url,
        Trace = new ArrivalTrace(TimeSpan.FromSeconds(1), [.. Enumerable.Repeat(rate, Length)]),
        Scenarios = [new("/", "/")],
    };

    private static double Time(string text) => text.EndsWith("ms", StringComparison.Ordinal) ? Number(text[..^2])
        : text.EndsWith("us", StringComparison.Ordinal) ? Number(text[..^2]) / 1000
        : Number(text[..^1]) * 1000;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms");

    [GeneratedRegex(@"Latency\s+\S+\s+\S+\s+(\S+)")]
    private static partial Regex Maximum();

    [GeneratedRegex(@"\ncpu ([0-9.]+)")]
    private static partial Regex Cpu();

    [GeneratedRegex(@"([0-9]+) requests in")]
    private static partial Regex Requests();
}
