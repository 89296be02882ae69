using Parity.Model;

namespace Parity.Delivery;

/// <summary>What an environment may cost its users.</summary>
/// <param name="ErrorPercent">Share of requests that may fail.</param>
/// <param name="P99">Latency that 99 of 100 requests stay below.</param>
public sealed record VerificationBudget(double ErrorPercent, TimeSpan P99);

/// <summary>How a verification ended.</summary>
public sealed record VerificationReport
{
    /// <summary>Each row once, before the time span.</summary>
    public required Sequence<RouteAnswered> Rows { get; init; }

    public required VerificationBudget Budget { get; init; }

    public required TimeSpan Span { get; init; }

    /// <summary>Requests of the time span.</summary>
    public required int Sent { get; init; }

    /// <summary>Requests among them that failed, by what failed.</summary>
    public required Map<string, int> Errors { get; init; }

    public required TimeSpan P50 { get; init; }

    public required TimeSpan P99 { get; init; }

    public int Failed => Errors.Values.Sum();

    public double ErrorPercent => Sent == 0 ? 0 : 100.0 * Failed / Sent;

    public bool IsUnreachable => Rows.All(row => row.IsUnreachable);

    public bool Holds => Rows.All(row => row.Problem.Length == 0) && ErrorPercent <= Budget.ErrorPercent && P99 <= Budget.P99;
}

/// <summary>The requests of the route table against a real ingress: each once, then over a time span at a steady rate.</summary>
public sealed class RouteVerification(IngressClient ingress, IReadOnlyList<ExpectedRequest> rows, TimeProvider time)
{
    private const int InFlight = 64;

    public async Task<VerificationReport> RunAsync(VerificationBudget budget, TimeSpan span, double perSecond, CancellationToken cancellation)
    {
        var answers = await OnceAsync(cancellation);
        var measured = answers.All(answer => answer.IsUnreachable) ? [] : await OverAsync(span, perSecond, cancellation);
        var latencies = measured.Where(answer => !answer.IsUnreachable).Select(answer => answer.Took).Order().ToArray();
        return new()
        {
            Rows = answers.ToSequence(),
            Budget = budget,
            Span = span,
            Sent = measured.Count,
            Errors = Map.Of(measured.Where(answer => answer.IsError || answer.Problem.Length > 0).GroupBy(answer => answer.IsUnreachable ? answer.Failure : answer.IsError ? $"status {answer.Status}" : answer.Problem).Select(group => (group.Key, group.Count()))),
            P50 = Percentile(latencies, 0.50),
            P99 = Percentile(latencies, 0.99),
        };
    }

    /// <summary>Each row once.</summary>
    public async Task<IReadOnlyList<RouteAnswered>> OnceAsync(CancellationToken cancellation)
    {
        var answers = new RouteAnswered[rows.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, rows.Count), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (index, stop) => answers[index] = await ingress.SendAsync(rows[index], time.GetTimestamp(), stop));
        return answers;
    }

    private static TimeSpan Percentile(TimeSpan[] sorted, double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];

    // The rate does not slow down with the system: a request that cannot be sent yet already counts.
    private async Task<IReadOnlyList<RouteAnswered>> OverAsync(TimeSpan span, double perSecond, CancellationToken cancellation)
    {
        var total = (int)(span.TotalSeconds * perSecond);
        var answers = new RouteAnswered[total];
        using var slots = new SemaphoreSlim(InFlight);
        var (start, running) = (time.GetTimestamp(), new List<Task>(total));
        for (var index = 0; index < total; index++)
        {
            var intended = start + (long)(index / perSecond * time.TimestampFrequency);
            var ahead = TimeSpan.FromSeconds((intended - time.GetTimestamp()) / (double)time.TimestampFrequency);
            if (ahead > TimeSpan.Zero) await Task.Delay(ahead, time, cancellation);
            await slots.WaitAsync(cancellation);
            running.Add(OneAsync(index, intended));
        }

        await Task.WhenAll(running);
        return answers;

        async Task OneAsync(int index, long intended)
        {
            try
            {
                answers[index] = await ingress.SendAsync(rows[index % rows.Count], intended, cancellation);
            }
            finally
            {
                slots.Release();
            }
        }
    }
}
