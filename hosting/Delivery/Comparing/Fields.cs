using System.Text.Json.Nodes;
using k8s.Models;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>Whether a live object says everything that was applied. What the server adds by default is no difference.</summary>
public static class Fields
{
    /// <summary>Names that tell elements of a list apart, in the order they are tried.</summary>
    private static readonly string[] ListKeys = ["name", "mountPath", "containerPort", "port", "topologyKey", "key"];

    /// <summary>Leaves of <paramref name="wanted"/> that <paramref name="actual"/> has otherwise or lacks.</summary>
    public static IEnumerable<FieldDifference> Missing(JsonNode? wanted, JsonNode? actual) => Missing(wanted, actual, []);

    private static IEnumerable<FieldDifference> Missing(JsonNode? wanted, JsonNode? actual, Sequence<string> path)
    {
        switch (wanted)
        {
            case null:
                break;
            case JsonObject map when actual is null or JsonObject:
                foreach (var (name, value) in map)
                {
                    foreach (var difference in Missing(value, actual?[name], path.Add(name))) yield return difference;
                }

                break;
            case JsonArray list when actual is null or JsonArray:
                for (var index = 0; index < list.Count; index++)
                {
                    var (counterpart, label) = Counterpart(list, actual as JsonArray ?? [], index);
                    foreach (var difference in Missing(list[index], counterpart, path.Add($"[{label}]"))) yield return difference;
                }

                break;
            default:
                if (!Same(wanted, actual)) yield return new(path, Show(wanted), Show(actual));
                break;
        }
    }

    /// <summary>All leaves in which two objects differ, either way.</summary>
    public static IEnumerable<FieldDifference> Between(JsonNode? wanted, JsonNode? actual) =>
        Missing(wanted, actual).Concat(Missing(actual, wanted).Select(back => new FieldDifference(back.Segments, back.Actual, back.Wanted))).Distinct();

    private static (JsonNode? Node, string Label) Counterpart(JsonArray list, JsonArray others, int index)
    {
        // A key that two elements share (port 53 of TCP and of UDP) tells nothing apart.
        var key = ListKeys.FirstOrDefault(name => list.All(item => item is JsonObject && item.Text(name).Length > 0) && list.DistinctBy(item => item.Text(name)).Count() == list.Count);
        if (key is null) return (index < others.Count ? others[index] : null, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var value = list[index].Text(key);
        return (others.FirstOrDefault(other => other.Text(key) == value), value);
    }

    // The server writes "1000m" as "1" and 1Ki as 1024.
    private static bool Same(JsonNode wanted, JsonNode? actual)
    {
        if (actual is null) return wanted is JsonValue && wanted.ToString() is "" or "false" or "0";
        if (wanted is not JsonValue || actual is not JsonValue) return JsonNode.DeepEquals(wanted, actual);
        var (left, right) = (wanted.ToString(), actual.ToString());
        return left == right || (left.Length > 0 && right.Length > 0 && char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0]) && SameQuantity(left, right));
    }

    private static bool SameQuantity(string left, string right)
    {
        try
        {
            return new ResourceQuantity(left).ToDecimal() == new ResourceQuantity(right).ToDecimal();
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            return false;
        }
    }

    private static string Show(JsonNode? node) => node is null ? "" : node is JsonValue value ? value.ToString() : node.ToJsonString();
}
