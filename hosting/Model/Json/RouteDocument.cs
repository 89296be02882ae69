using System.Text.Json.Serialization;

namespace Parity.Model;

// The JSON form of a route table, as it is written; read with it are requests to hold against it:
// {"routes": [{"name": "a", "host": "x.org", "path": {"prefix": "/a"}, "methods": ["GET"], "headers": {"x": "1"},
//              "rewrite": "/", "timeout": "5s", "retries": 0, "backends": [{"workload": "w", "weight": 1}]}],
//  "requests": [{"method": "GET", "host": "x.org", "path": "/a/b?c", "headers": {}, "expect": "w", "expectPath": "/b"}]}
internal sealed record RouteDocument(List<RouteElement> Routes);

internal sealed record RouteElement
{
    public required string Name { get; init; }

    public string? Host { get; init; }

    public required PathElement Path { get; init; }

    public List<string>? Methods { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public string? Rewrite { get; init; }

    public string? Timeout { get; init; }

    public int? Retries { get; init; }

    public required List<BackendElement> Backends { get; init; }
}

internal sealed record PathElement(string? Exact, string? Prefix);

internal sealed record BackendElement(string Workload, int? Weight);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RouteDocument))]
internal sealed partial class RouteDocumentContext : JsonSerializerContext;
