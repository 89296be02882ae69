using System.Text.Json;
using Parity.Scaling.Simulation;

namespace Parity.Load;

/// <summary>What a load test measured; the JSON file that <c>simulate</c> and a later comparison read.</summary>
public sealed record LoadReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>What the run is called in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Where the requests went.</summary>
    public required Uri Target { get; init; }

    /// <summary>The profile or the trace file.</summary>
    public required string Profile { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the first intended request to the last answer.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests that should have been sent by the profile.</summary>
    public required long Intended { get; init; }

    /// <summary>Requests answered, whatever the answer was.</summary>
    public required long Answered { get; init; }

    /// <summary>Answers of 500 and above, broken connections, time-outs, and what was not sent before the end.</summary>
    public required long Errors { get; init; }

    /// <summary>Errors by kind.</summary>
    public required IReadOnlyDictionary<string, long> ErrorKinds { get; init; }

    /// <summary>From the intended moment of sending to the last byte of the answer.</summary>
    public required Latency Latency { get; init; }

    /// <summary>The same for each kind of request.</summary>
    public required IReadOnlyList<ScenarioLatency> Scenarios { get; init; }

    /// <summary>A line a second.</summary>
    public required IReadOnlyList<Moment> Timeline { get; init; }

    /// <summary>What was promised, and whether it was kept.</summary>
    public required IReadOnlyList<ObjectiveResult> Objectives { get; init; }

    /// <summary>What a replica could do; null where the number of replicas is not known.</summary>
    public MeasuredCapacity? Capacity { get; init; }

    /// <summary>CPU time of this program for each request, in microseconds.</summary>
    public required double GeneratorMicroseconds { get; init; }

    /// <summary>Where the time went; empty where no traces could be read.</summary>
    public string Bottleneck { get; init; } = "";

    public double ErrorShare => Intended > 0 ? (double)Errors / Intended : 0;

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <exception cref="FormatException">It is no report.</exception>
    public static LoadReport Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<LoadReport>(json, Options) ?? throw new FormatException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"Not the JSON report of a load test: {exception.Message}", exception);
        }
    }

    /// <summary>The load that was offered, second by second.</summary>
    public ArrivalTrace ToTrace() => new(TimeSpan.FromSeconds(1), [.. Timeline.Select(moment => (double)moment.Intended)]);
}

/// <summary>Latencies in milliseconds.</summary>
public sealed record Latency(double Mean, double P50, double P90, double P95, double P99, double P999, double Max);

/// <summary>Latencies of one kind of request.</summary>
public sealed record ScenarioLatency(string Name, long Answered, long Errors, Latency Latency);

/// <summary>One second of a run. Replicas and queue are null where nobody told them.</summary>
public sealed record Moment(int Second, long Intended, long Answered, long Errors, double P50, double P99, int InFlight, int? Replicas, double? Queue);

/// <summary>One promise. Actual and limit are in the unit that the name says.</summary>
public sealed record ObjectiveResult(string Name, double Limit, double Actual)
{
    public bool Holds => Actual <= Limit;
}

/// <summary>What a replica could do during the run.</summary>
public sealed record MeasuredCapacity(double RequestsPerSecond, int Concurrency, double StartUpSeconds);
