using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Deadlines;

/// <summary>The moment after which nobody waits for the answer of the request that is being served; calls made for it end by then.</summary>
/// <param name="Timestamp">A timestamp of the clock.</param>
/// <param name="Time">The clock.</param>
public sealed record Deadline(long Timestamp, TimeProvider Time)
{
    /// <summary>The time that is left, in milliseconds: a duration, because clocks of machines differ.</summary>
    public const string Header = "X-Request-Timeout-Ms";

    // What Envoy tells the service behind it: https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter
    private const string EnvoyHeader = "X-Envoy-Expected-Rq-Timeout-Ms";

    private static readonly AsyncLocal<Deadline?> Flowing = new();

    /// <summary>That of the request being served; null outside of one.</summary>
    public static Deadline? Current
    {
        get => Flowing.Value;
        internal set => Flowing.Value = value;
    }

    public TimeSpan Left => Time.GetElapsedTime(Time.GetTimestamp(), Timestamp);

    /// <summary>What the caller allows; null where it does not say, or nothing sensible.</summary>
    internal static TimeSpan? Read(IHeaderDictionary headers) => (Of(headers, Header), Of(headers, EnvoyHeader)) switch
    {
        ({ } one, { } other) => one < other ? one : other,
        var (one, other) => one ?? other,
    };

    private static TimeSpan? Of(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var values) && values.Count == 1 && int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
