using System.Globalization;

namespace Parity.Load;

/// <summary>The span whose own time grew most between the quietest and the busiest moment that was looked at.</summary>
/// <param name="Span">Service and span.</param>
/// <param name="Before">Its own time at the quietest moment, in milliseconds.</param>
/// <param name="After">Its own time at the busiest.</param>
/// <param name="Trace">The trace of the longest.</param>
public sealed record Bottleneck(string Span, double Before, double After, string Trace)
{
    /// <summary>Null where nothing grew, or less than two moments were looked at.</summary>
    public static Bottleneck? Of(IReadOnlyList<SpanSample> samples, IReadOnlyList<Moment> timeline)
    {
        var known = samples.Where(sample => sample.Spans.Count > 0).OrderBy(sample => Latency(sample, timeline)).ToList();
        if (known is not [var quiet, .., var busy]) return null;
        var grown = from span in busy.Spans
                    let before = quiet.Spans.TryGetValue(span.Key, out var earlier) ? earlier.OwnMilliseconds : 0
                    where span.Value.OwnMilliseconds > before
                    orderby (span.Value.OwnMilliseconds - before) * Math.Sqrt(span.Value.Count) descending
                    select new Bottleneck(span.Key, before, span.Value.OwnMilliseconds, span.Value.Trace);
        return grown.FirstOrDefault();
    }

    /// <summary>For people, with the address of the trace.</summary>
    public string ToText(Uri dashboard) => string.Create(
        CultureInfo.InvariantCulture,
        $"Bottleneck: the span '{Span}' grew most, from {Before:0.0} ms of its own time to {After:0.0} ms. A trace: {new Uri(dashboard, $"/traces/detail/{Trace}")}");

    private static double Latency(SpanSample sample, IReadOnlyList<Moment> timeline) =>
        timeline.Where(moment => Math.Abs(moment.Second - sample.Second) <= 2 && moment.Answered > 0).Select(moment => moment.P50).DefaultIfEmpty(0).Average();
}
