using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parity.Verification;

/// <summary>A parity report for other programs.</summary>
public static class ParityJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>{"environments", "holds", "compared", "differences": [{"subject", "leaf", "kind", "severity", "values", "reason", "places"}]}</c>; a value is null where the leaf is absent.</summary>
    public static string Write(ParityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(
            new
            {
                environments = report.Environments.ToArray(),
                holds = report.Holds,
                compared = report.Compared,
                differences = report.Differences.Select(difference => new
                {
                    subject = difference.Subject,
                    leaf = difference.Leaf,
                    kind = Word(difference.Kind),
                    severity = Word(difference.Severity),
                    values = report.Environments.ToDictionary(environment => environment, environment => difference.Values.GetValueOrDefault(environment)),
                    reason = difference.Reason,
                    places = difference.Places.ToArray(),
                }).ToArray(),
            },
            Options);
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
