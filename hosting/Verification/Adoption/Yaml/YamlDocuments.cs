using Parity.Verification.Adoption.Sources;
using YamlDotNet.Core;

namespace Parity.Verification.Adoption.Yaml;

/// <summary>The documents of a YAML or JSON file. A broken one is reported, and the others are still read.</summary>
internal sealed class YamlDocuments(Diagnostics diagnostics)
{
    private readonly KeyPool keys = new();

    public IReadOnlyList<Node> Read(SourceFile file)
    {
        var documents = new List<Node>();
        var text = file.Text.StartsWith('\uFEFF') ? file.Text[1..] : file.Text;
        foreach (var part in Split(text))
        {
            if (ReadPart(file.Path, text, part) is { } node) documents.Add(node);
        }
        return documents;
    }

    private Node? ReadPart(string path, string text, Part part)
    {
        try
        {
            return ReadOne(path, text, part);
        }
        catch (YamlException broken)
        {
            var items = ListItems(text, part);
            if (items.Count == 0)
            {
                Report(path, text, part, broken);
                return null;
            }
            return new Mapping([new("kind", new Scalar("List", false, part.Line)), new("items", Salvage(path, text, part, items))], part.Line);
        }
    }

    private Node? ReadOne(string path, string text, Part part)
    {
        try
        {
            return new BlockReader(text, part.Start, part.End, part.Line, keys, Duplicate).Read();
        }
        catch (DeclinedException)
        {
            return new FullReader(part.Line, keys, Duplicate).Read(text[part.Start..part.End]);
        }

        void Duplicate(int line, string key) => diagnostics.Problem(
            "ADOPT-002", path, line, $"The key '{key}' is given twice; the last value counts here, a server may refuse it.", "Remove one of them.");
    }

    private Sequence Salvage(string path, string text, Part part, List<Part> items)
    {
        var read = new List<Node>();
        foreach (var item in items)
        {
            try
            {
                if (ReadOne(path, text, item) is Sequence { Values: [var only] }) read.Add(only);
            }
            catch (YamlException broken)
            {
                Report(path, text, item, broken);
            }
        }
        return new(read, part.Line);
    }

    private void Report(string path, string text, Part part, YamlException broken)
    {
        var tab = TabLine(text, part);
        var line = tab > 0 ? tab : part.Line + Math.Max(0, (int)broken.Start.Line - 1);
        diagnostics.Problem("ADOPT-001", path, line, $"Not readable as YAML: {(tab > 0 ? "a tab stands where spaces indent" : Cause(broken))}.", "Repair the document; the others of the file were read.");
    }

    // The parser says where it gave up, which with a tab is where the block began.
    private static int TabLine(string text, Part part)
    {
        var line = part.Line;
        for (var position = part.Start; position < part.End; line++)
        {
            var stop = text.IndexOf('\n', position, part.End - position);
            var content = text.AsSpan(position, (stop < 0 ? part.End : stop) - position);
            var indent = content[..^content.TrimStart(" \t").Length];
            if (indent.Contains('\t') && indent.Length < content.TrimEnd().Length) return line;
            position = stop < 0 ? part.End : stop + 1;
        }
        return 0;
    }

    private static string Cause(YamlException broken) => broken.Message.Split("): ").Last().TrimEnd('.');

    private static List<Part> Split(string text)
    {
        var parts = new List<Part>();
        int start = 0, line = 1, startLine = 1, position = 0;
        while (position < text.Length)
        {
            var stop = text.IndexOf('\n', position);
            var next = stop < 0 ? text.Length : stop + 1;
            var content = text.AsSpan(position, next - position);
            if (content.StartsWith("---") && (content.Length == 3 || char.IsWhiteSpace(content[3])))
            {
                parts.Add(new(start, position, startLine));
                // "--- !tag" or "--- value" keeps its line, blanked marker or not, for the full reader.
                var bare = content[3..].TrimStart(" \t").IndexOfAnyExcept("\r\n") < 0 || content[3..].TrimStart(" \t").StartsWith("#");
                start = bare ? next : position;
                startLine = bare ? line + 1 : line;
            }
            position = next;
            line++;
        }
        parts.Add(new(start, text.Length, startLine));
        return parts;
    }

    // A dump of kubectl is one document; its objects are the items that start at the left of "items:".
    private static List<Part> ListItems(string text, Part part)
    {
        var items = new List<Part>();
        int position = part.Start, line = part.Line, start = -1, startLine = 0;
        string? dash = null;
        var inside = false;
        while (position < part.End)
        {
            var stop = text.IndexOf('\n', position, part.End - position);
            var next = stop < 0 ? part.End : stop + 1;
            var content = text.AsSpan(position, next - position);
            if (content.StartsWith("items:")) inside = true;
            else if (inside && dash is null && content.TrimStart(' ').StartsWith("- ")) dash = content[..(content.IndexOf('-') + 2)].ToString();
            else if (inside && start >= 0 && dash is "- " && char.IsAsciiLetter(content[0]))
            {
                inside = false;
                Close(position);
            }
            if (inside && dash is not null && content.StartsWith(dash))
            {
                Close(position);
                (start, startLine) = (position, line);
            }
            position = next;
            line++;
        }
        Close(part.End);
        return items;

        void Close(int end)
        {
            if (start >= 0) items.Add(new(start, end, startLine));
            start = -1;
        }
    }

    private sealed record Part(int Start, int End, int Line);
}
