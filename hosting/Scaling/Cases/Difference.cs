using System.Globalization;

namespace Parity.Scaling.Cases;

/// <summary>Keeps the first field that differs.</summary>
internal sealed class Difference
{
    private (string Field, string Expected, string Actual)? _first;

    public void Compare<T>(string field, T expected, T actual)
    {
        if (_first is null && !EqualityComparer<T>.Default.Equals(expected, actual)) _first = (field, Text(expected), Text(actual));
    }

    public Mismatch? First(string @case, int? step) =>
        _first is { } first ? new(@case, step, first.Field, first.Expected, first.Actual) : null;

    private static string Text<T>(T value) => value is null or "" ? "none" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
