using System.Text.Json;

namespace Parity.Scaling.Cases;

internal static class MetricReader
{
    public static Metric Read(JsonElement metric) => HorizontalPodAutoscalerReader.TryReadMetric(metric) ?? new(
        Enum.Parse<MetricSource>(metric.GetProperty("type").GetString()!),
        metric.GetProperty("name").GetString()!,
        ReadTarget(metric.GetProperty("target")),
        metric.OptionalProperty("container")?.GetString());

    public static MetricAnswer ReadAnswer(JsonElement? observed)
    {
        if (observed is not { ValueKind: JsonValueKind.Object } answer) return MetricAnswer.Samples;
        if (answer.OptionalProperty("error")?.GetBoolean() == true) return MetricAnswer.Failed;
        if (answer.OptionalProperty("value") is { } value) return new MetricAnswer.Value(value.GetInt64());
        if (answer.OptionalProperty("values") is { } values) return new MetricAnswer.Series([.. values.EnumerateArray().Select(one => one.GetInt64())]);
        return MetricAnswer.Samples;
    }

    private static MetricTarget ReadTarget(JsonElement target) => target.GetProperty("type").GetString() switch
    {
        "Utilization" => new MetricTarget.Utilization(target.GetProperty("percent").GetInt32()),
        "AverageValue" => new MetricTarget.AverageValue(target.GetProperty("milli").GetInt64()),
        "Value" => new MetricTarget.Value(target.GetProperty("milli").GetInt64()),
        var other => throw new FormatException($"Unknown target type '{other}'."),
    };
}
