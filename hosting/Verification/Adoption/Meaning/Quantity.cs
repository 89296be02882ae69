using System.Globalization;
using System.Numerics;

namespace Parity.Verification.Adoption.Meaning;

/// <summary>An amount as Kubernetes writes it: 500m, 0.5, 1Gi, 1e3 (apimachinery, resource.Quantity).</summary>
internal static class Quantity
{
    private static readonly (string Suffix, BigInteger Factor)[] Binary =
        [("Ei", BigInteger.Pow(2, 60)), ("Pi", BigInteger.Pow(2, 50)), ("Ti", BigInteger.Pow(2, 40)), ("Gi", 1 << 30), ("Mi", 1 << 20), ("Ki", 1 << 10)];

    private static readonly (string Suffix, BigInteger Factor)[] Decimal =
        [("E", BigInteger.Pow(10, 18)), ("P", BigInteger.Pow(10, 15)), ("T", BigInteger.Pow(10, 12)), ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1000)];

    /// <summary>One spelling per amount: 1000m is 1, 1024Mi is 1Gi; text that is no quantity stays as it is.</summary>
    public static string Canonical(string text)
    {
        if (Nanos(text.Trim()) is not { } nanos) return text;
        if (!(nanos % 1_000_000_000).IsZero) return Fraction(nanos);
        var whole = nanos / 1_000_000_000;
        if (whole.IsZero) return "0";
        foreach (var (suffix, factor) in Binary)
            if ((whole % factor).IsZero) return $"{whole / factor}{suffix}";
        foreach (var (suffix, factor) in Decimal)
            if ((whole % factor).IsZero && whole >= 1_000_000) return $"{whole / factor}{suffix}";
        return whole.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The amount as a number; null where the text is no quantity.</summary>
    public static double? Number(string text) => Nanos(text.Trim()) is { } nanos ? (double)nanos / 1e9 : null;

    /// <summary>The amount in billionths; null where the text is no quantity.</summary>
    private static BigInteger? Nanos(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '+' or '-')) end++;
        if (!decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var suffix = text[end..];
        if (suffix.Length > 1 && suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return Math.Abs(exponent) > 30 ? null : Scale(number, exponent >= 0 ? BigInteger.Pow(10, exponent + 9) : BigInteger.Pow(10, Math.Max(0, 9 + exponent)));
        BigInteger? factor = suffix switch
        {
            "" => 1_000_000_000,
            "m" => 1_000_000,
            "u" => 1000,
            "n" => 1,
            _ => Binary.Concat(Decimal).Where(unit => unit.Suffix == suffix).Select(unit => (BigInteger?)(unit.Factor * 1_000_000_000)).FirstOrDefault(),
        };
        return factor is { } known ? Scale(number, known) : null;
    }

    private static BigInteger Scale(decimal number, BigInteger factor)
    {
        // The scale of a decimal is at most 28: multiplying first keeps 0.5Gi exact.
        var scale = number.Scale;
        var digits = new BigInteger(number * (decimal)Math.Pow(10, Math.Min((int)scale, 12)));
        return digits * factor / BigInteger.Pow(10, Math.Min((int)scale, 12));
    }

    private static string Fraction(BigInteger nanos) =>
        (nanos % 1_000_000).IsZero ? $"{nanos / 1_000_000}m" : (nanos % 1000).IsZero ? $"{nanos / 1000}u" : $"{nanos}n";
}
