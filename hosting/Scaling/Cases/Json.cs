using System.Text.Json;

namespace Parity.Scaling.Cases;

internal static class Json
{
    public static JsonElement? OptionalProperty(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Seconds with at most three decimals, read exactly: a double would move ties.</summary>
    public static TimeSpan GetInstant(this JsonElement element) => TimeSpan.FromTicks((long)(element.GetDecimal() * TimeSpan.TicksPerSecond));
}
