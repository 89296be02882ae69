using System.Globalization;

namespace Parity.Scaling;

/// <summary>
/// Kubernetes quantities (<c>"50m"</c>, <c>"0.075"</c>, <c>"1e-2"</c>, <c>"1Ki"</c>) as doubles, rounded the way the controller rounds them:
/// the digits as an integer times one power, which is not always the nearest double.
/// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
/// </summary>
internal static class Quantity
{
    public static double ToDouble(string text)
    {
        var span = text.AsSpan().Trim();
        var end = 0;
        while (end < span.Length && (char.IsAsciiDigit(span[end]) || span[end] is '.' or '+' or '-')) end++;
        var number = span[..end];
        var point = number.IndexOf('.');
        var decimals = point < 0 ? 0 : number.Length - point - 1;
        var digits = point < 0 ? number.ToString() : string.Concat(number[..point], number[(point + 1)..]);
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            throw new FormatException($"'{text}' is not a quantity.");

        var (binary, power) = Suffix(span[end..], text);
        if (binary) return value * Math.Pow(2, power) / Math.Pow(10, decimals);
        var exponent = power - decimals;
        return exponent == 0 ? value : value * PowerOfTen(exponent);
    }

    private static (bool Binary, int Power) Suffix(ReadOnlySpan<char> suffix, string text) => suffix switch
    {
        "" => (false, 0),
        "n" => (false, -9),
        "u" => (false, -6),
        "m" => (false, -3),
        "k" => (false, 3),
        "M" => (false, 6),
        "G" => (false, 9),
        "T" => (false, 12),
        "P" => (false, 15),
        "E" => (false, 18),
        "Ki" => (true, 10),
        "Mi" => (true, 20),
        "Gi" => (true, 30),
        "Ti" => (true, 40),
        "Pi" => (true, 50),
        "Ei" => (true, 60),
        ['e' or 'E', .. var exponent] when int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) => (false, power),
        _ => throw new FormatException($"'{text}' is not a quantity: unknown suffix '{suffix}'."),
    };

    // Math.Pow may be one unit off the decimal literal; parsing never is.
    private static double PowerOfTen(int exponent) => double.Parse($"1e{exponent}", CultureInfo.InvariantCulture);
}
