using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Parity.Authoring;

/// <summary>How this machine scales: the configuration section <c>Scaling</c>.</summary>
/// <param name="Enabled">False with <c>--no-autoscaling</c>: the replicas are those of <c>WithReplicas</c>.</param>
/// <param name="MaximumReplicas">Replicas of all scaled workloads together, at most, whatever their own maximum is.</param>
/// <param name="SyncPeriod">Time between two decisions.</param>
internal sealed record ScalingSettings(bool Enabled, int MaximumReplicas, TimeSpan SyncPeriod)
{
    private const int ReplicasPerCore = 4;
    private const int FewestReplicas = 8;

    public static int DefaultMaximum => Math.Max(FewestReplicas, ReplicasPerCore * System.Environment.ProcessorCount);

    public static ScalingSettings Read(IConfiguration configuration)
    {
        var wrong = new List<string>();
        var settings = new ScalingSettings(
            Value("Enabled", true, bool.TryParse, _ => true, "true or false"),
            Value("MaximumReplicas", DefaultMaximum, TryParse, replicas => replicas is >= 1 and <= 500, "1 to 500"),
            TimeSpan.FromSeconds(Value("SyncSeconds", 15d, TryParse, seconds => seconds is >= 0.1 and <= 3600, "0.1 to 3600")));
        return wrong.Count == 0 ? settings : throw new DistributedApplicationException(string.Join(System.Environment.NewLine, wrong));

        T Value<T>(string key, T usual, Parser<T> parse, Func<T, bool> holds, string range)
        {
            if (configuration[$"Scaling:{key}"] is not { Length: > 0 } text) return usual;
            if (parse(text, out var value) && holds(value)) return value;
            wrong.Add($"Scaling:{key} is '{text}', which is not {range}. Correct it, or leave it out for {usual}.");
            return usual;
        }
    }

    private delegate bool Parser<T>(string text, out T value);

    private static bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
