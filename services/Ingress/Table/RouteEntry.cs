using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingress.Table;

/// <summary>One route: what matches, and where it goes.</summary>
internal sealed record RouteEntry
{
    public required string Name { get; init; }

    /// <summary>Empty for every host, <c>*.parent</c>, or one name.</summary>
    public string Host { get; init; } = "";

    public required PathPattern Path { get; init; }

    /// <summary>None means every method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty leaves the path alone.</summary>
    public string Rewrite { get; init; } = "";

    /// <summary>Zero means none.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan Timeout { get; init; }

    public int Retries { get; init; }

    public required IReadOnlyList<Backend> Backends { get; init; }

    public bool Matches(HttpRequest request, string path) =>
        HostPattern.Matches(Host, request.Host.Host)
        && Path.Matches(path)
        && (Methods.Count == 0 || Methods.Contains(request.Method, StringComparer.Ordinal))
        && (Headers.Count == 0 || HasHeaders(request));

    /// <summary>The path its backend sees.</summary>
    public string PathFor(string path) => Rewrite.Length == 0 ? path : Path.Replace(path, Rewrite);

    /// <summary>A backend by weight; <paramref name="point"/> is in [0, 1).</summary>
    public Backend BackendAt(double point)
    {
        if (Backends.Count == 1) return Backends[0];
        var rest = (long)(point * Backends.Sum(backend => (long)backend.Weight));
        foreach (var backend in Backends)
        {
            if (rest < backend.Weight) return backend;
            rest -= backend.Weight;
        }

        return Backends[^1];
    }

    private bool HasHeaders(HttpRequest request) =>
        Headers.All(header => request.Headers.TryGetValue(header.Key, out var values) && string.Join(',', (IEnumerable<string?>)values) == header.Value);
}

internal sealed record Backend(string Workload, int Weight = 1);

/// <summary>Durations as the model writes them: <c>1m30s</c>, <c>500ms</c>.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1))];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        var sum = TimeSpan.Zero;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0) throw new JsonException($"'{text}' is not a duration such as 5s.");
            var (number, tail) = (rest[..digits].ToString(), rest[digits..].ToString());
            var unit = Array.Find(Units, unit => tail.StartsWith(unit.Unit, StringComparison.Ordinal));
            if (unit.Unit is null) throw new JsonException($"'{text}' is not a duration such as 5s.");
            sum += unit.Length * double.Parse(number, CultureInfo.InvariantCulture);
            rest = rest[(digits + unit.Unit.Length)..];
        }

        return sum;
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{(long)value.TotalMilliseconds}ms"));
}
