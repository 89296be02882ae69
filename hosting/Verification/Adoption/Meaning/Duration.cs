using System.Globalization;

namespace Parity.Verification.Adoption.Meaning;

/// <summary>A span as Go and Istio write it: 1m, 60s, 1.5h, 250ms.</summary>
internal static class Duration
{
    /// <summary>Milliseconds as text, so that 60s and 1m are one; other text stays as it is.</summary>
    public static string Canonical(string text)
    {
        var total = 0m;
        var position = 0;
        while (position < text.Length)
        {
            var digits = position;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.')) digits++;
            if (!decimal.TryParse(text.AsSpan(position, digits - position), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return text;
            var unit = digits;
            while (unit < text.Length && char.IsAsciiLetter(text[unit])) unit++;
            var factor = text[digits..unit] switch { "ms" => 1m, "s" or "" => 1000m, "m" => 60_000m, "h" => 3_600_000m, "us" => 0.001m, "ns" => 0.000001m, "d" => 86_400_000m, _ => 0m };
            if (factor == 0m && number != 0m) return text;
            total += number * factor;
            position = unit;
        }
        return text.Length == 0 ? text : $"{total.ToString("0.######", CultureInfo.InvariantCulture)}ms";
    }
}
