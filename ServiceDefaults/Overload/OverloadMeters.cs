using System.Diagnostics.Metrics;

namespace ServiceDefaults.Overload;

/// <summary>
/// What the limiter does, read when somebody collects, so that it costs a request nothing. Admitted plus shed is the load that was offered:
/// what an autoscaler must follow, because latency and CPU stay flat while the limiter does its work.
/// </summary>
internal sealed class OverloadMeters
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "ServiceDefaults.Overload";

    public OverloadMeters(AdmissionLimiter limiter, IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableCounter("overload.requests.admitted", () => Enum.GetValues<Priority>().Select(priority =>
            new Measurement<long>(limiter.Count.Admitted(priority), Tag(priority))), "{request}", "Requests served");
        meter.CreateObservableCounter("overload.requests.shed", () =>
            from priority in Enum.GetValues<Priority>()
            from reason in Enum.GetValues<Shed>()
            select new Measurement<long>(limiter.Count.Refused(priority, reason), Tag(priority), new("reason", Word(reason))), "{request}", "Requests refused");
        meter.CreateObservableUpDownCounter("overload.requests.in_flight", () => limiter.InFlight, "{request}", "Requests being served");
        meter.CreateObservableGauge("overload.limit", () => limiter.Limit, "{request}", "Requests served at once at most");
    }

    private static KeyValuePair<string, object?> Tag(Priority priority) => new("priority", priority.ToString().ToLowerInvariant());

    private static string Word(Shed reason) => reason switch
    {
        Shed.QueueFull => "queue_full",
        Shed.Waited => "waited",
        _ => "deadline",
    };
}
