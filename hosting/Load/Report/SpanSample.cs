using System.Globalization;
using System.Text.Json;

namespace Parity.Load;

/// <summary>The newest spans at one second of a run, by what they do.</summary>
public sealed record SpanSample(int Second, IReadOnlyDictionary<string, SpanTime> Spans)
{
    /// <summary>Reads what the dashboard's API answers: OTLP as JSON under <c>data</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static SpanSample Read(int second, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement.TryGetProperty("data", out var data) ? data : document.RootElement;
            var spans = root.GetProperty("resourceSpans").EnumerateArray().SelectMany(SpansOf).ToList();
            // A child that runs beside its siblings would be counted twice; its parent's own time is then 0, never less.
            var ofChildren = spans.Where(span => span.Parent.Length > 0).GroupBy(span => span.Parent).ToDictionary(group => group.Key, group => group.Sum(span => span.Milliseconds));
            return new(second, spans.GroupBy(span => span.Name).ToDictionary(group => group.Key, group =>
            {
                var own = group.Select(span => (span.Trace, Time: Math.Max(0, span.Milliseconds - ofChildren.GetValueOrDefault(span.Id)))).ToList();
                return new SpanTime(own.Count, own.Average(span => span.Time), own.MaxBy(span => span.Time).Trace);
            }));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"Not spans as OTLP JSON: {exception.Message}", exception);
        }
    }

    // {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders"}}]},"scopeSpans":[{"spans":[{"traceId":"…","spanId":"…",
    //  "parentSpanId":"…","name":"POST /orders","startTimeUnixNano":"1753…","endTimeUnixNano":"1753…"}]}]}
    private static IEnumerable<(string Name, string Id, string Parent, string Trace, double Milliseconds)> SpansOf(JsonElement resource)
    {
        var service = resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
            .FirstOrDefault(attribute => attribute.GetProperty("key").GetString() == "service.name") is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("value").GetProperty("stringValue").GetString() : "?";
        return from scope in resource.GetProperty("scopeSpans").EnumerateArray()
               from span in scope.GetProperty("spans").EnumerateArray()
               select ($"{service}: {span.GetProperty("name").GetString()}", span.GetProperty("spanId").GetString()!,
                   span.TryGetProperty("parentSpanId", out var parent) ? parent.GetString() ?? "" : "", span.GetProperty("traceId").GetString()!,
                   (Nanoseconds(span, "endTimeUnixNano") - Nanoseconds(span, "startTimeUnixNano")) / 1e6);
    }

    private static decimal NanosecondsOf(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static double Nanoseconds(JsonElement span, string name) => (double)(NanosecondsOf(span.GetProperty(name)) - 1_700_000_000_000_000_000m);
}

/// <summary>Spans of one kind: how many, their mean time without that of their children in milliseconds, and the trace of the longest.</summary>
public sealed record SpanTime(int Count, double OwnMilliseconds, string Trace);
