using System.Globalization;
using System.Text.RegularExpressions;

namespace Parity.Model;

/// <summary>Durations as Gateway API and Istio write them (GEP-2257): <c>500ms</c>, <c>5s</c>, <c>1m30s</c>, <c>0s</c>.</summary>
public static partial class Duration
{
    /// <summary>Reads <c>1h2m3s4ms</c> or .NET's <c>00:00:05</c>; false for anything else.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Parts().Match(text);
        if (!match.Success || text.Length == 0)
            return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
        duration = TimeSpan.FromHours(Part(match, 1)) + TimeSpan.FromMinutes(Part(match, 2)) + TimeSpan.FromSeconds(Part(match, 3)) + TimeSpan.FromMilliseconds(Part(match, 4));
        return true;
    }

    /// <summary>Writes the largest units that lose nothing; parts below a millisecond are cut.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration.TotalMilliseconds < 1) return "0s";
        var hours = (long)duration.TotalHours;
        var text = hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h") : "";
        if (duration.Minutes > 0) text += string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}m");
        if (duration.Seconds > 0) text += string.Create(CultureInfo.InvariantCulture, $"{duration.Seconds}s");
        if (duration.Milliseconds > 0) text += string.Create(CultureInfo.InvariantCulture, $"{duration.Milliseconds}ms");
        return text;
    }

    private static double Part(Match match, int group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(\d{1,5})h)?(?:(\d{1,7})m(?!s))?(?:(\d{1,9}(?:\.\d{1,3})?)s)?(?:(\d{1,9})ms)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
