using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parity.Model;

/// <summary>The line on which each element of the document's lists begins: what a person looks for when something is wrong with one.</summary>
internal sealed record ElementLines(IReadOnlyDictionary<(string List, int Index), int> Lines)
{
    public string Subject(string source, string list, int index) => Lines.TryGetValue((list, index), out var line)
        ? string.Create(CultureInfo.InvariantCulture, $"{source}:{line}, {list}[{index}]")
        : string.Create(CultureInfo.InvariantCulture, $"{source}, {list}[{index}]");

    /// <summary>The lines of all elements of a list.</summary>
    public Sequence<int> Begins(string list) => Lines.Where(entry => entry.Key.List == list).OrderBy(entry => entry.Key.Index).Select(entry => entry.Value).ToSequence();

    /// <summary>Of a document that was read without an error before.</summary>
    public static ElementLines Of(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var lines = new Dictionary<(string, int), int>();
        var (list, index, line, counted) = ("", 0, 1, 0);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }) (list, index) = (reader.GetString()!, 0);
            if (reader.CurrentDepth != 2 || reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray or JsonTokenType.PropertyName) continue;
            var start = (int)reader.TokenStartIndex;
            line += text.AsSpan(counted, start - counted).Count((byte)'\n');
            counted = start;
            lines.TryAdd((list, index++), line);
        }

        return new(lines);
    }
}
