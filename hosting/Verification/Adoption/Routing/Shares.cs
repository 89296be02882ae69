using System.Globalization;

namespace Parity.Verification.Adoption.Routing;

/// <summary>What share of the requests each backend gets: of 3 and 1 the same as of 75 and 25.</summary>
internal static class Shares
{
    public static string Of(IEnumerable<(string Name, string? Weight)> backends)
    {
        var weighed = backends.Select(each => (each.Name, Weight: decimal.TryParse(each.Weight ?? "1", CultureInfo.InvariantCulture, out var weight) ? weight : 1m)).ToList();
        var sum = weighed.Sum(each => each.Weight);
        return string.Join(", ", weighed.Select(each => $"{each.Name} {(sum == 0m ? 0m : each.Weight * 100m / sum).ToString("0.##", CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal));
    }
}
