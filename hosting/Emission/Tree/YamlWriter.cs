using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parity.Emission;

/// <summary>Writes nodes as block YAML 1.2 that YAML 1.1 readers understand alike; the same node gives the same bytes everywhere.</summary>
internal static class YamlWriter
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./$(),@=;+");

    // Words that YAML 1.1 takes for booleans or null.
    private const int LongestWord = 5;
    private static readonly HashSet<string> Words = new(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"], StringComparer.OrdinalIgnoreCase);

    // Files are written by the thousand.
    [ThreadStatic]
    private static StringBuilder? scratch;

    public static string Write(Node node)
    {
        var yaml = (scratch ??= new(16 * 1024)).Clear();
        Value(yaml, node, 0, false);
        return yaml.ToString();
    }

    // inline: the cursor stands behind "- ", so the first entry needs no indentation.
    private static void Value(StringBuilder yaml, Node node, int indent, bool inline)
    {
        switch (node)
        {
            case Node.Map { Entries.Length: > 0 } map:
                foreach (var (key, value) in map.Entries)
                {
                    if (!inline) yaml.Append(' ', indent);
                    inline = false;
                    Text(yaml, key);
                    yaml.Append(':');
                    Nested(yaml, value, indent);
                }

                break;
            case Node.List { Items.Length: > 0 } list:
                foreach (var item in list.Items)
                {
                    if (!inline) yaml.Append(' ', indent);
                    inline = false;
                    yaml.Append("- ");
                    Value(yaml, item, indent + 2, true);
                }

                break;
            default:
                Leaf(yaml, node);
                yaml.Append('\n');
                break;
        }
    }

    private static void Nested(StringBuilder yaml, Node value, int indent)
    {
        switch (value)
        {
            case Node.Map { Entries.Length: > 0 }:
                yaml.Append('\n');
                Value(yaml, value, indent + 2, false);
                break;
            // Lists stand at their key's own depth, as kubectl writes them.
            case Node.List { Items.Length: > 0 }:
                yaml.Append('\n');
                Value(yaml, value, indent, false);
                break;
            default:
                yaml.Append(' ');
                Leaf(yaml, value);
                yaml.Append('\n');
                break;
        }
    }

    private static void Leaf(StringBuilder yaml, Node node)
    {
        if (node is Node.Scalar { IsText: true } text) Text(yaml, text.Value);
        else if (node is Node.Scalar scalar) yaml.Append(scalar.Value);
        else yaml.Append(node is Node.Map ? "{}" : "[]");
    }

    private static void Text(StringBuilder yaml, string text)
    {
        if (IsPlain(text)) yaml.Append(text);
        else Quoted(yaml, text);
    }

    // Letters first and no sign that means something to YAML: never a number, a date, a word or an indicator.
    private static bool IsPlain(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '/') && !text.AsSpan().ContainsAnyExcept(Plain) && !(text.Length <= LongestWord && Words.Contains(text));

    private static void Quoted(StringBuilder yaml, string text)
    {
        yaml.Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => yaml.Append("\\\""),
                '\\' => yaml.Append("\\\\"),
                '\n' => yaml.Append("\\n"),
                '\t' => yaml.Append("\\t"),
                '\r' => yaml.Append("\\r"),
                < ' ' or '\x7f' or '\x85' or '\u2028' or '\u2029' or '\ufeff' => yaml.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => yaml.Append(letter),
            };
        }

        yaml.Append('"');
    }
}
