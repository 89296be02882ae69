using System.Globalization;
using System.Text.RegularExpressions;
using Parity.Model;
using Parity.Scaling;
using Parity.Scaling.Simulation;

namespace EndToEnd.Scaling;

/// <summary>What scaling promises, measured for minutes on a machine that does nothing else; run by hand: <c>-explicit only</c>.</summary>
public sealed partial class RehearsalTests(ITestOutputHelper output)
{
    private const int Sync = 5;
    // No multiples of the sync period: whether a recommendation is exactly as old as the window would be chance.
    private const int Window = 12;
    private const int Period = 57;
    private const int Before = 8;
    // No multiple of what a replica is to carry, or a request more or less would decide; and nobody waits as long as the route's timeout.
    private const int Rush = 33;

    // Nothing is refused, as in the simulation. Ten at a time for a second each keep a replica half busy, so that its latency does not depend on the machine.
    private static readonly string[] SleepBound = ["--Sleeper:Protected=false", "--Sleeper:Milliseconds=1000", "--Sleeper:Concurrency=20", $"--Sleeper:Window={Window}", $"--Sleeper:Period={Period}", $"--Scaling:SyncSeconds={Sync}", "--Scaling:MaximumReplicas=8"];

    [Fact(Explicit = true)]
    public async Task Twenty_scale_outs_and_twenty_scale_ins_under_constant_load_fail_no_request()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var system = await SleeperSystem.StartAsync(cancellation, "--Sleeper:Milliseconds=20");
        await system.ExecuteAsync("pause", cancellation);
        var (outs, ins) = (0, 0);

        var report = await system.LoadAsync(rate: 20, async () =>
        {
            for (; ins < 20; ins++)
            {
                await system.SetReplicasAsync(2, cancellation);
                outs++;
                await system.SetReplicasAsync(1, cancellation);
            }
        }, cancellation);

        output.WriteLine($"{outs} scale-outs and {ins} scale-ins: {report.Answered} of {report.Intended} requests answered, {report.Errors} failed {string.Join(", ", report.ErrorKinds)}");
        Assert.Equal((20, 20, 0L), (outs, ins, report.Errors));
    }

    [Fact(Explicit = true)]
    public async Task A_load_brings_the_same_replicas_live_and_simulated()
    {
        double[] rates = [.. Enumerable.Repeat((double)Before, 40), .. Enumerable.Repeat((double)Rush, 80), .. Enumerable.Repeat((double)Before, 60)];
        var live = await LiveAsync(rates, "default");

        var trace = new ArrivalTrace(TimeSpan.FromSeconds(1), [.. rates]);
        var usual = Autoscaling.UpTo(8).AtLeast(1);
        var declared = usual with { Behavior = usual.Behavior with { Down = new() { Window = TimeSpan.FromSeconds(Window), Policies = [new AutoscalingPolicy.Percent(30, TimeSpan.FromSeconds(Period))] } } };
        var settings = new SimulationSettings { Controller = new() { SyncPeriod = TimeSpan.FromSeconds(Sync) }, MetricLag = TimeSpan.Zero, MetricWindow = TimeSpan.FromSeconds(Sync), FirstSync = TimeSpan.FromSeconds(Sync) };
        var capacity = new ReplicaCapacity { RequestsPerSecond = 20, Concurrency = 20, QueueLimit = int.MaxValue, StartUp = live.StartUp, CpuRequest = 250, CpuAtSaturation = 50 };
        var simulated = Simulator.Run(trace, capacity, new("declared", DeclaredSpecification.Of(declared, "")), settings).Syncs;

        var pairs = simulated.Select(sync => (sync.At, Live: live.ReplicasAt(sync.At + TimeSpan.FromSeconds(1)), Simulated: sync.Replicas)).ToList();
        var near = pairs.Count(pair => Math.Abs(pair.Live - pair.Simulated) <= 1);
        output.WriteLine(string.Join(" ", pairs.Select(pair => $"{pair.At.TotalSeconds:0}s {pair.Live}/{pair.Simulated}")));
        output.WriteLine($"half of the replicas that start together serve after {live.StartUp.TotalSeconds:0.0} s");
        output.WriteLine($"within 1 replica at {near} of {pairs.Count} syncs");
        Assert.True(near >= 0.95 * pairs.Count, $"Only {near} of {pairs.Count}.");
    }

    [Fact(Explicit = true)]
    public async Task Capacity_for_a_step_of_waiting_work_is_there_in_a_third_of_the_time_that_CPU_takes()
    {
        double[] rates = [.. Enumerable.Repeat((double)Before, 20), .. Enumerable.Repeat((double)Rush, 100)];
        var ours = (await LiveAsync(rates, "default")).TimeTo((Rush + 19) / 20, TimeSpan.FromSeconds(20), rates.Length);
        var cpu = (await LiveAsync(rates, "cpu")).TimeTo((Rush + 19) / 20, TimeSpan.FromSeconds(20), rates.Length);

        output.WriteLine($"capacity after {ours:0.0} s, with CPU 70 % after {cpu:0.0} s (the run ends at {rates.Length - 20} s): {ours / cpu:0.00}");
        Assert.InRange(ours / cpu, 0, 0.35);
    }

    private async Task<Live> LiveAsync(double[] rates, string plan)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var system = await SleeperSystem.StartAsync(cancellation, [.. SleepBound, $"--Sleeper:Plan={plan}"]);
        // The load begins with a sync, because the simulation counts in whole seconds.
        var scaling = At(system.Decisions.First(line => line.Contains("Scaling sleeper", StringComparison.Ordinal)).Split(' ')[0]);
        await Task.Delay(TimeSpan.FromSeconds(Sync - ((DateTime.UtcNow - scaling).TotalSeconds % Sync)), cancellation);
        var report = await system.LoadAsync(rates, cancellation);
        var begin = report.StartedAt.UtcDateTime;
        foreach (var line in system.Decisions) output.WriteLine(line);
        output.WriteLine($"{plan}: {report.Answered} answered, {report.Errors} failed, p99 {report.Latency.P99} ms");
        // 2026-11-26T10:36:00.5748902Z sleeper: ingress_requests_in_flight 11.29 / 10 per replica wants 2: 1 -> 2
        var changes = system.Decisions.Select(line => Change().Match(line)).Where(match => match.Success)
            .Select(match => (At: At(match.Groups[1].Value) - begin, Replicas: int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))).ToList();
        return new(changes, [.. system.Serving.Select(change => (change.At - begin, change.Replicas))]);
    }

    private static DateTime At(string stamp) => DateTime.Parse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    [GeneratedRegex(@"^(\S+) sleeper: .* -> (\d+)$")]
    private static partial Regex Change();

    /// <summary>When which number of replicas was decided and when which served, counted from the start of the load.</summary>
    private sealed record Live(IReadOnlyList<(TimeSpan At, int Replicas)> Changes, IReadOnlyList<(TimeSpan At, int Replicas)> Serving)
    {
        /// <summary>From the first decision for more until half of them served; they start at the same time and so delay each other.</summary>
        public TimeSpan StartUp => Changes.FirstOrDefault(change => change.Replicas > 1) is { Replicas: > 1 } first
            ? Serving.First(change => change.At >= first.At && change.Replicas - 1 >= (first.Replicas - 1) / 2.0).At - first.At
            : TimeSpan.Zero;

        public int ReplicasAt(TimeSpan at) => Changes.LastOrDefault(change => change.At <= at) is { Replicas: > 0 } last ? last.Replicas : 1;

        public double TimeTo(int replicas, TimeSpan from, double end) =>
            Serving.FirstOrDefault(change => change.At >= from && change.Replicas >= replicas) is { Replicas: > 0 } reached ? (reached.At - from).TotalSeconds : end - from.TotalSeconds;
    }
}
