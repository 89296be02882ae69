namespace Parity.CommandLine;

/// <summary>The arguments of one load test, as typed.</summary>
internal sealed record LoadTestRequest
{
    public required string Profile { get; init; }

    public required string? Target { get; init; }

    public required string? Environment { get; init; }

    public required double Rate { get; init; }

    public required double Factor { get; init; }

    public required double Duration { get; init; }

    public required long MaxRequests { get; init; }

    public required string? Scenarios { get; init; }

    public required bool Independent { get; init; }

    public required string? Workload { get; init; }

    public required double? P95 { get; init; }

    public required double? P99 { get; init; }

    public required double ErrorPercent { get; init; }

    public required string? Name { get; init; }

    public required string? Output { get; init; }

    public required string? Compare { get; init; }

    public required bool Json { get; init; }

    /// <summary>Everything out of range, all at once.</summary>
    public IEnumerable<string> Errors()
    {
        if (Rate is not (> 0 and <= 100_000)) yield return $"--rate {Rate}: choose a number above 0, up to 100000.";
        if (Factor is not (>= 1 and <= 1000)) yield return $"--factor {Factor}: choose 1 to 1000.";
        if (Duration is not (>= 1 and <= 7200)) yield return $"--duration {Duration}: choose 1 to 7200 seconds.";
        if (MaxRequests is not (>= 1 and <= 100_000_000)) yield return $"--max-requests {MaxRequests}: choose 1 to 100000000.";
        if (P95 is not null and not > 0) yield return $"--p95 {P95}: choose a number of milliseconds above 0.";
        if (P99 is not null and not > 0) yield return $"--p99 {P99}: choose a number of milliseconds above 0.";
        if (ErrorPercent is not (>= 0 and <= 100)) yield return $"--errors {ErrorPercent}: choose 0 to 100 percent.";
    }
}
