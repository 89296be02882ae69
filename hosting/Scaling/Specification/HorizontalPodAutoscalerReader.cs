using System.Text.Json;
using Parity.Scaling.Cases;

namespace Parity.Scaling;

/// <summary>Specifications from JSON: an <c>autoscaling/v2</c> object or its spec, or a spec in the form of the case files.</summary>
public static class HorizontalPodAutoscalerReader
{
    /// <summary>Reads one; what it leaves out has the API server's defaults.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static Specification Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return SpecificationReader.Read(root.OptionalProperty("spec") ?? root);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"Not a HorizontalPodAutoscaler: {exception.Message} It is JSON with spec.maxReplicas, spec.metrics and spec.behavior as autoscaling/v2 has them.", exception);
        }
    }

    // {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}}
    // {"type":"External","external":{"metric":{"name":"queue_depth"},"target":{"type":"AverageValue","averageValue":"20"}}}
    internal static Metric? TryReadMetric(JsonElement metric)
    {
        var type = metric.GetProperty("type").GetString()!;
        if (metric.OptionalProperty($"{char.ToLowerInvariant(type[0])}{type[1..]}") is not { ValueKind: JsonValueKind.Object } source) return null;
        var name = source.OptionalProperty("name") ?? source.GetProperty("metric").GetProperty("name");
        return new(Enum.Parse<MetricSource>(type), name.GetString()!, Target(source.GetProperty("target")), source.OptionalProperty("container")?.GetString());
    }

    private static MetricTarget Target(JsonElement target) => target.GetProperty("type").GetString() switch
    {
        "Utilization" => new MetricTarget.Utilization(target.GetProperty("averageUtilization").GetInt32()),
        "AverageValue" => new MetricTarget.AverageValue(Milli(target.GetProperty("averageValue"))),
        "Value" => new MetricTarget.Value(Milli(target.GetProperty("value"))),
        var other => throw new InvalidOperationException($"Unknown target type '{other}'."),
    };

    private static long Milli(JsonElement quantity) => (long)Math.Round(Quantity.ToDouble(quantity.ToString()) * 1000);
}
