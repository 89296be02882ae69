using System.Collections.Immutable;
using System.Text.Json;

namespace Parity.Scaling.Cases;

/// <summary>A spec as the user wrote it, with the API server's defaults on top.</summary>
internal static class SpecificationReader
{
    public static bool NamesMetrics(JsonElement spec) => spec.OptionalProperty("metrics") is { } metrics && metrics.GetArrayLength() > 0;

    public static Specification Read(JsonElement spec) => new()
    {
        MinReplicas = spec.OptionalProperty("minReplicas")?.GetInt32() ?? ApiDefaults.MinReplicas,
        MaxReplicas = spec.GetProperty("maxReplicas").GetInt32(),
        Metrics = NamesMetrics(spec)
            ? [.. spec.GetProperty("metrics").EnumerateArray().Select(MetricReader.Read)]
            : ApiDefaults.Metrics,
        Behavior = spec.OptionalProperty("behavior") is { } behavior
            ? new(ReadRules(behavior, "scaleUp", ScalingRules.DefaultUp), ReadRules(behavior, "scaleDown", ScalingRules.DefaultDown))
            : null,
    };

    private static ScalingRules ReadRules(JsonElement behavior, string direction, ScalingRules defaults)
    {
        if (behavior.OptionalProperty(direction) is not { } rules) return defaults;
        return ApiDefaults.Rules(
            defaults,
            rules.OptionalProperty("stabilizationWindowSeconds") is { } window ? TimeSpan.FromSeconds(window.GetInt32()) : null,
            rules.OptionalProperty("selectPolicy") is { } selection ? Enum.Parse<PolicySelection>(selection.GetString()!) : null,
            rules.OptionalProperty("policies") is { } policies ? ReadPolicies(policies) : null,
            rules.OptionalProperty("tolerance") is { } tolerance ? Quantity.ToDouble(tolerance.ToString()) : null);
    }

    private static ImmutableArray<ScalingPolicy> ReadPolicies(JsonElement policies) =>
    [
        .. policies.EnumerateArray().Select(policy => new ScalingPolicy(
            Enum.Parse<PolicyUnit>(policy.GetProperty("type").GetString()!),
            policy.GetProperty("value").GetInt32(),
            TimeSpan.FromSeconds(policy.GetProperty("periodSeconds").GetInt32()))),
    ];
}
