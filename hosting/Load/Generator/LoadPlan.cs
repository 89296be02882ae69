using Parity.Scaling.Simulation;

namespace Parity.Load;

/// <summary>What a load test sends, and its bounds.</summary>
public sealed record LoadPlan
{
    public required string Name { get; init; }

    /// <summary>Scheme, host and port; the paths are those of the scenarios.</summary>
    public required Uri Target { get; init; }

    /// <summary>What the trace is called.</summary>
    public required string Profile { get; init; }

    /// <summary>How many requests a second are due when.</summary>
    public required ArrivalTrace Trace { get; init; }

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>Requests come independently of each other, as people do, instead of evenly.</summary>
    public bool Independent { get; init; }

    /// <summary>The test ends after so many requests.</summary>
    public long MaxRequests { get; init; } = 1_000_000;

    /// <summary>Connections at most; a request that finds none free waits, and its latency counts on.</summary>
    public int MaxInFlight { get; init; } = 4000;

    /// <summary>A request that is not answered by then is an error.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An answer with this status or a higher one is an error.</summary>
    public int FailsFrom { get; init; } = 500;

    /// <summary>Percentile of the latency in percent to milliseconds.</summary>
    public IReadOnlyDictionary<double, double> LatencyLimits { get; init; } = new Dictionary<double, double>();

    /// <summary>Share of the requests that may fail; null: it is not an objective.</summary>
    public double? ErrorLimit { get; init; }

    /// <summary>What is known of the system while it is under load, asked once a second.</summary>
    public Func<SystemState> Watch { get; init; } = () => default;
}

/// <summary>Ready replicas of the workload under test, jobs that wait, seconds that its last replica took to start; null: not known.</summary>
public readonly record struct SystemState(int? Replicas, double? Queue, double? StartUpSeconds);
