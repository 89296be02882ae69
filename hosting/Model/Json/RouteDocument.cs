using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parity.Model;

// The JSON form of a route table and of requests to hold against it:
// {"routes": [{"name": "a", "host": "x.org", "path": {"prefix": "/a"}, "methods": ["GET"], "headers": {"x": "1"},
//              "rewrite": "/", "timeout": "5s", "retries": 0, "backends": [{"workload": "w", "weight": 1}]}],
//  "requests": [{"method": "GET", "host": "x.org", "path": "/a/b?c", "headers": {}, "expect": "w", "expectPath": "/b"}]}
internal sealed record RouteDocument
{
    public List<RouteElement>? Routes { get; init; }

    public List<RequestElement>? Requests { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record RouteElement
{
    public string? Name { get; init; }

    public string? Host { get; init; }

    public PathElement? Path { get; init; }

    public List<string>? Methods { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public string? Rewrite { get; init; }

    public string? Timeout { get; init; }

    public int? Retries { get; init; }

    public List<BackendElement>? Backends { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record PathElement(string? Exact, string? Prefix)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record BackendElement(string? Workload, int? Weight)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record RequestElement
{
    public string? Method { get; init; }

    public string? Host { get; init; }

    public string? Path { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public JsonElement Expect { get; init; }

    public string? ExpectPath { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(RouteDocument))]
internal sealed partial class RouteDocumentContext : JsonSerializerContext;
