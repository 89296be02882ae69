using System.Text;
using System.Text.Json;

namespace Parity.Load;

/// <summary>One kind of request and its share of all.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Path">Path and query; <c>{id}</c> in it, in a header or in the body becomes another UUID for each request.</param>
/// <param name="Weight">Share among the weights of all.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Body">Sent as it is; empty for none.</param>
/// <param name="Headers">Header fields beside Host and Content-Length.</param>
public sealed record Scenario(string Name, string Path, double Weight = 1, string Method = "GET", string Body = "", IReadOnlyDictionary<string, string>? Headers = null)
{
    private const string Id = "{id}";

    /// <summary>Reads a JSON array of scenarios.</summary>
    /// <exception cref="FormatException">It is none, or one of them cannot be sent.</exception>
    public static IReadOnlyList<Scenario> ReadAll(string json)
    {
        try
        {
            var all = JsonSerializer.Deserialize<List<Scenario>>(json, JsonSerializerOptions.Web) ?? [];
            if (all.Count == 0) throw new FormatException("There is no scenario. It is a JSON array of {name, path, weight, method, body, headers}.");
            foreach (var scenario in all)
            {
                if (string.IsNullOrEmpty(scenario.Name) || scenario.Path is not ['/', ..] || !(scenario.Weight > 0)) throw new FormatException($"Scenario '{scenario.Name}': it needs a name, a path that begins with / and a weight above 0.");
                if (scenario.Lines().Any(line => line.AsSpan().IndexOfAny('\r', '\n') >= 0) || scenario.Path.Contains(' ', StringComparison.Ordinal)) throw new FormatException($"Scenario '{scenario.Name}': path and headers have no blanks and line ends.");
            }

            return all;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"Not scenarios: {exception.Message} It is a JSON array of {{name, path, weight, method, body, headers}}.", exception);
        }
    }

    internal bool AnswerHasBody => Method != "HEAD";

    /// <summary>The bytes of a request; null where each one has an id of its own.</summary>
    internal byte[]? Fixed(Uri target) => Text(target).Contains(Id, StringComparison.Ordinal) ? null : Encoding.UTF8.GetBytes(Text(target));

    internal byte[] New(Uri target) => Encoding.UTF8.GetBytes(Text(target).Replace(Id, Guid.NewGuid().ToString(), StringComparison.Ordinal));

    private string Text(Uri target)
    {
        var text = new StringBuilder($"{Method} {Path} HTTP/1.1\r\nHost: {target.Authority}\r\n");
        foreach (var (name, value) in Headers ?? new Dictionary<string, string>()) text.Append(name).Append(": ").Append(value).Append("\r\n");
        // An id is as long as a UUID.
        if (Body.Length > 0) text.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(Body.Replace(Id, Guid.Empty.ToString(), StringComparison.Ordinal))).Append("\r\n");
        return text.Append("\r\n").Append(Body).ToString();
    }

    private IEnumerable<string> Lines() => (Headers ?? new Dictionary<string, string>()).SelectMany(field => new[] { field.Key, field.Value }).Append(Path).Append(Method);
}
