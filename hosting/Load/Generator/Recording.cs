using HdrHistogram;

namespace Parity.Load;

/// <summary>Latencies and counts of a run, whole, by scenario and by second.</summary>
internal sealed class Recording(IReadOnlyList<Scenario> scenarios)
{
    private const long Longest = 3_600_000_000;
    private readonly Lock gate = new();
    private readonly LongHistogram all = New();
    private readonly LongHistogram second = New();
    private readonly LongHistogram[] each = [.. scenarios.Select(_ => New())];
    private readonly long[] errors = new long[scenarios.Count];
    private readonly Dictionary<string, long> kinds = [];
    private readonly List<Moment> moments = [];
    private long intended, answered, failed, lastIntended, lastAnswered, lastFailed;

    public long Intended => Interlocked.Read(ref intended);

    public long Answered => Interlocked.Read(ref answered);

    public void Intend() => Interlocked.Increment(ref intended);

    /// <summary>An answer, or why there is none, after so many microseconds.</summary>
    public void Add(int scenario, long microseconds, string? error)
    {
        microseconds = Math.Clamp(microseconds, 1, Longest);
        lock (gate)
        {
            answered++;
            all.RecordValue(microseconds);
            second.RecordValue(microseconds);
            each[scenario].RecordValue(microseconds);
            if (error is null) return;
            failed++;
            errors[scenario]++;
            kinds[error] = kinds.GetValueOrDefault(error) + 1;
        }
    }

    /// <summary>Closes a second.</summary>
    public Moment Close(int inFlight, SystemState state)
    {
        lock (gate)
        {
            var due = Intended;
            var moment = new Moment(moments.Count, due - lastIntended, answered - lastAnswered, failed - lastFailed, Percentile(second, 50), Percentile(second, 99), inFlight, state.Replicas, state.Queue);
            (lastIntended, lastAnswered, lastFailed) = (due, answered, failed);
            second.Reset();
            moments.Add(moment);
            return moment;
        }
    }

    public LoadReport ToReport(LoadPlan plan, DateTimeOffset start, double seconds, double cpuMicroseconds, SystemState state)
    {
        lock (gate)
        {
            var report = new LoadReport
            {
                Name = plan.Name,
                Target = plan.Target,
                Profile = plan.Profile,
                StartedAt = start,
                Seconds = Math.Round(seconds, 3),
                Intended = intended,
                Answered = answered,
                Errors = failed,
                ErrorKinds = new Dictionary<string, long>(kinds),
                Latency = Summary(all),
                Scenarios = [.. scenarios.Select((scenario, index) => new ScenarioLatency(scenario.Name, each[index].TotalCount, errors[index], Summary(each[index])))],
                Timeline = [.. moments],
                Objectives = [.. plan.LatencyLimits.Select(limit => new ObjectiveResult(FormattableString.Invariant($"p{limit.Key} ms"), limit.Value, Percentile(all, limit.Key)))],
                Capacity = CapacityMeasure.Of(moments, state.StartUpSeconds),
                GeneratorMicroseconds = answered > 0 ? Math.Round(cpuMicroseconds / answered, 2) : 0,
            };
            return plan.ErrorLimit is { } share ? report with { Objectives = [.. report.Objectives, new("errors %", share * 100, report.ErrorShare * 100)] } : report;
        }
    }

    private static LongHistogram New() => new(1, Longest, 3);

    private static Latency Summary(LongHistogram of) => of.TotalCount == 0
        ? new(0, 0, 0, 0, 0, 0, 0)
        : new(Math.Round(of.GetMean() / 1000, 3), Percentile(of, 50), Percentile(of, 90), Percentile(of, 95), Percentile(of, 99), Percentile(of, 99.9), Percentile(of, 100));

    private static double Percentile(LongHistogram of, double percent) => of.TotalCount == 0 ? 0 : of.GetValueAtPercentile(percent) / 1000.0;
}
