using System.Globalization;

namespace ServiceDefaults.Settings;

/// <summary>Durations as people write them. TimeSpan.Parse alone reads "5" as five days.</summary>
internal static class SettingsDuration
{
    private static readonly (string Suffix, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

    public static bool TryParse(string text, out TimeSpan value)
    {
        if (text.Contains(':', StringComparison.Ordinal)) return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
        foreach (var (suffix, milliseconds) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            if (!double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) continue;
            if (number * milliseconds > TimeSpan.MaxValue.TotalMilliseconds / 2) break;
            value = TimeSpan.FromMilliseconds(number * milliseconds);
            return true;
        }

        value = default;
        return text == "0";
    }

    public static string Text(TimeSpan value) => value.TotalMilliseconds switch
    {
        0 => "0",
        var ms when ms % 3_600_000 == 0 => $"{ms / 3_600_000}h",
        var ms when ms % 60_000 == 0 => $"{ms / 60_000}m",
        var ms when ms % 1_000 == 0 => $"{ms / 1_000}s",
        var ms => string.Create(CultureInfo.InvariantCulture, $"{ms}ms"),
    };
}
