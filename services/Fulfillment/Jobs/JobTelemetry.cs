using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Fulfillment.Jobs;

/// <summary>Spans in the trace of the order's request, and the meter of jobs by outcome.</summary>
internal sealed class JobTelemetry : IDisposable
{
    private readonly ActivitySource _source = new("Fulfillment");
    private readonly Meter _meter = new("Fulfillment");
    private readonly Histogram<double> _duration;

    public JobTelemetry() => _duration = _meter.CreateHistogram<double>("fulfillment.job.duration", "s", "Time from the order's acceptance to the end of the attempt, by outcome.");

    /// <summary>The attempt's span, and before it the wait in the queue, so that a slow order shows where it waited.</summary>
    public Activity? Begin(Job job)
    {
        var parent = ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var context) ? context : default;
        if (job.Attempt == 1 && job.Phase == Phase.Pay) _source.StartActivity("wait for a worker", ActivityKind.Internal, parent, startTime: job.QueuedAt)?.Dispose();
        return _source.StartActivity(
            job.Phase == Phase.Pay ? "fulfil order" : "void order",
            ActivityKind.Consumer,
            parent,
            [KeyValuePair.Create<string, object?>("order.id", job.OrderId), KeyValuePair.Create<string, object?>("job.attempt", job.Attempt)]);
    }

    /// <summary>One step within the attempt.</summary>
    public Activity? Step(string name) => Activity.Current is null ? null : _source.StartActivity(name);

    public void End(Activity? attempt, Job job, string outcome, TimeSpan sinceQueued)
    {
        attempt?.SetTag("job.outcome", outcome);
        _duration.Record(Math.Max(0, sinceQueued.TotalSeconds), KeyValuePair.Create<string, object?>("outcome", outcome), KeyValuePair.Create<string, object?>("phase", job.Phase.ToString()));
    }

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
