using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>One value: the key by which it is compared and what a reader is shown (text, number, truth or a list of text).</summary>
internal sealed record Value(string Key, object? Shown)
{
    private static readonly HashSet<string> Amounts = new(["sizeLimit", "storage", "divisor", "averageValue", "cpu", "memory", "ephemeral-storage"], StringComparer.Ordinal);

    private static readonly HashSet<string> AmountParents = new(["limits", "requests", "hard", "capacity", "overhead", "default", "defaultRequest", "max", "min", "maxLimitRequestRatio"], StringComparer.Ordinal);

    public static Value Of(string text) => new(text, text);

    public static Value Of(long number) => new(number.ToString(System.Globalization.CultureInfo.InvariantCulture), number);

    public static Value Of(bool truth) => new(truth ? "true" : "false", truth);

    /// <summary>A list whose order means something, as a command's words.</summary>
    public static Value Of(IReadOnlyList<string> words) => new(string.Join('\u001f', words), words);

    /// <summary>A list that is a set.</summary>
    public static Value OfSet(IEnumerable<string> members) => Of([.. members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>A scalar, typed as YAML types it; amounts in one spelling.</summary>
    public static Value Of(string path, string text, bool quoted)
    {
        if (IsAmount(path)) return Of(Quantity.Canonical(text));
        if (quoted) return Of(text);
        if (text is "true" or "True" or "TRUE" or "yes" or "on") return Of(true);
        if (text is "false" or "False" or "FALSE" or "no" or "off") return Of(false);
        // YAML 1.1, which Kubernetes reads: 0644 is octal, as a dump's 420.
        var digits = text.StartsWith("0o", StringComparison.Ordinal) ? text.AsSpan(2) : text.StartsWith('0') ? text.AsSpan(1) : default;
        if (digits.Length is > 0 and < 12 && digits.IndexOfAnyExceptInRange('0', '7') < 0) return Of(Convert.ToInt64(digits.ToString(), 8));
        return long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? Of(number)
            : Of(text);
    }

    public static Value Of(string path, Scalar scalar) => Of(path, scalar.Value, scalar.Quoted);

    private static bool IsAmount(string path)
    {
        var last = path.LastIndexOf('.');
        var name = path[(Math.Max(last, path.LastIndexOf(' ')) + 1)..];
        if (last > 0)
        {
            var before = path.LastIndexOfAny(['.', ' '], last - 1);
            if (AmountParents.Contains(path[(before + 1)..last])) return true;
        }
        return Amounts.Contains(name);
    }
}
