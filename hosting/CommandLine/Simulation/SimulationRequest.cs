namespace Parity.CommandLine;

/// <summary>The arguments of one simulation, as typed: times in seconds, P95 in milliseconds.</summary>
internal sealed record SimulationRequest
{
    public required string? Trace { get; init; }

    public required string? Workload { get; init; }

    public required string Environment { get; init; }

    /// <summary>What the model has, in the order of promotion.</summary>
    public required IReadOnlyList<string> Environments { get; init; }

    public required IReadOnlyList<string> Specifications { get; init; }

    public required string? Report { get; init; }

    public required double? Capacity { get; init; }

    public required double? StartUp { get; init; }

    public required int? Concurrency { get; init; }

    public required double? Rate { get; init; }

    public required double Factor { get; init; }

    public required double Sync { get; init; }

    public required double Lag { get; init; }

    public required double P95 { get; init; }

    public required double ShedPercent { get; init; }

    public required bool Recommend { get; init; }

    /// <summary>Everything out of range, all at once.</summary>
    public IEnumerable<string> Errors()
    {
        if (Trace is null) yield return "--trace is missing: name a profile, a trace file or the report of a load test; or --cases FOLDER.";
        if (Workload is null) yield return "--workload is missing: name a workload that the AppHost gives WithAutoscaling(…).";
        if (!Environments.Contains(Environment)) yield return $"--environment {Environment}: the model has no such environment. It has {string.Join(", ", Environments)}.";
        if (Capacity is not null and not (> 0 and < 1e9)) yield return $"--capacity {Capacity}: choose a number above 0.";
        if (StartUp is not null and not (>= 0 and <= 3600)) yield return $"--start-up {StartUp}: choose 0 to 3600 seconds.";
        if (Concurrency is not null and not (>= 1 and <= 1000)) yield return $"--concurrency {Concurrency}: choose 1 to 1000.";
        if (Rate is not null and not (> 0 and < 1e9)) yield return $"--rate {Rate}: choose a number above 0.";
        if (Factor is not (>= 1 and <= 10000)) yield return $"--factor {Factor}: choose 1 to 10000.";
        if (Sync is not (>= 1 and <= 3600)) yield return $"--sync {Sync}: choose 1 to 3600 seconds.";
        if (Lag is not (>= 0 and <= 3600)) yield return $"--lag {Lag}: choose 0 to 3600 seconds.";
        if (P95 is not (> 0 and < 1e9)) yield return $"--p95 {P95}: choose a number of milliseconds above 0.";
        if (ShedPercent is not (>= 0 and <= 100)) yield return $"--shed {ShedPercent}: choose 0 to 100 percent.";
    }
}
