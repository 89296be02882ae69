using System.Text.Json.Nodes;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>Who wrote which field, as the API server keeps it in <c>metadata.managedFields</c>.</summary>
internal static class FieldOwners
{
    // fieldsV1: {"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"catalog\"}":{".":{},"f:image":{}}}}}}}
    public static (string Manager, string Time) Of(JsonObject live, Sequence<string> segments)
    {
        var owner = live.At("metadata", "managedFields").Items()
            .Where(entry => Owns(entry.At("fieldsV1"), segments, 0))
            .OrderBy(entry => entry.Text("manager") == ApiClient.Manager)
            .ThenByDescending(entry => entry.Text("time"), StringComparer.Ordinal)
            .FirstOrDefault();
        return (owner.Text("manager"), owner.Text("time"));
    }

    /// <summary>Every leaf that an entry owns, with its live value.</summary>
    public static IEnumerable<FieldDifference> Leaves(JsonNode? fields, JsonNode? live, Sequence<string> path)
    {
        foreach (var (name, below) in fields as JsonObject ?? [])
        {
            var (segment, value) = Step(name, live);
            if (segment.Length == 0 || value is null) continue;
            if (below is JsonObject { Count: > 0 })
            {
                foreach (var leaf in Leaves(below, value, path.Add(segment))) yield return leaf;
            }
            else
            {
                yield return new(path.Add(segment), "", value is JsonValue ? value.ToString() : value.ToJsonString());
            }
        }
    }

    public static bool Exists(JsonNode? node, Sequence<string> segments)
    {
        foreach (var segment in segments) node = Into(node, segment);
        return node is not null;
    }

    private static JsonNode? Into(JsonNode? node, string segment) => node switch
    {
        JsonObject map => map[segment],
        JsonArray list => list.FirstOrDefault(item => item is JsonObject map ? map.Any(field => field.Value is JsonValue && $"[{field.Value}]" == segment) : $"[{item}]" == segment),
        _ => null,
    };

    private static (string Segment, JsonNode? Value) Step(string name, JsonNode? live)
    {
        if (name.StartsWith("f:", StringComparison.Ordinal)) return (name[2..], (live as JsonObject)?[name[2..]]);
        if (!name.StartsWith("k:", StringComparison.Ordinal) || JsonNode.Parse(name[2..]) is not JsonObject key) return ("", null);
        var item = live.Items().FirstOrDefault(candidate => key.All(part => candidate.Text(part.Key) == part.Value?.ToString()));
        return ($"[{key.First().Value}]", item);
    }

    private static bool Owns(JsonNode? fields, Sequence<string> segments, int index)
    {
        if (fields is not JsonObject map) return false;
        if (index == segments.Count) return true;
        var segment = segments[index];
        foreach (var (name, below) in map)
        {
            var matches = segment.StartsWith('[')
                ? name.StartsWith("k:", StringComparison.Ordinal) && JsonNode.Parse(name[2..]) is JsonObject key && key.Any(part => $"[{part.Value}]" == segment)
                : name == $"f:{segment}";
            if (matches) return Owns(below, segments, index + 1);
        }

        // A list without keys is owned as a whole.
        return map.Count == 0;
    }
}
