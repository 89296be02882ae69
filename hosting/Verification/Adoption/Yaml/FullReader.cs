using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace Parity.Verification.Adoption.Yaml;

/// <summary>Reads one document with everything that YAML has: anchors, merge keys, flow collections, tags.</summary>
internal sealed class FullReader(int firstLine, KeyPool keys, Action<int, string> duplicate)
{
    public const int DeepestNesting = 100;

    // "Billion laughs": ten aliases of ten aliases of ten … A dump of 50 MB has some three million values and no alias.
    private const long MostAliasedValues = 100_000;

    private readonly Dictionary<string, Measured> anchors = new(StringComparer.Ordinal);
    private long aliased;
    private int depth;

    /// <exception cref="YamlException">The text is not YAML, or it is hostile.</exception>
    public Node? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return ReadDocument(parser);
        }
        // YamlDotNet 18 loses its place in some broken flow collections ("kind: [unclosed" before the next key).
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or FormatException or OverflowException)
        {
            var at = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "a bracket, a quote or a key has no end", broken);
        }
    }

    private Node? ReadDocument(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var node = ReadNode(parser).Node;
        parser.Consume<DocumentEnd>();
        return node;
    }

    private Measured ReadNode(Parser parser)
    {
        if (!parser.Accept<ParsingEvent>(out var current)) throw new YamlException("The document ends too early.");
        if (current is AnchorAlias alias)
        {
            parser.MoveNext();
            return Alias(alias);
        }
        if (++depth > DeepestNesting) throw new YamlException(current.Start, current.End, $"more than {DeepestNesting} levels of nesting");
        var anchor = ((NodeEvent)current).Anchor;
        var read = current switch
        {
            YamlScalar scalar => Scalar(parser, scalar),
            SequenceStart start => ReadSequence(parser, start),
            _ => ReadMapping(parser, (MappingStart)current),
        };
        depth--;
        if (!anchor.IsEmpty) anchors[anchor.Value] = read;
        return read;
    }

    private Measured Alias(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var target))
            throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value.Value} has no anchor before it");
        aliased += target.Size;
        return aliased <= MostAliasedValues
            ? target
            : throw new YamlException(alias.Start, alias.End, $"the aliases stand for more than {MostAliasedValues} values");
    }

    private Measured Scalar(Parser parser, YamlScalar scalar)
    {
        parser.MoveNext();
        var quoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || scalar.Tag.ToString() is "tag:yaml.org,2002:str" or "!!str";
        return new(new Yaml.Scalar(scalar.Value, quoted, LineOf(scalar)), 1);
    }

    private Measured ReadSequence(Parser parser, SequenceStart start)
    {
        parser.MoveNext();
        var values = new List<Node>();
        var size = 1L;
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            var item = ReadNode(parser);
            values.Add(item.Node);
            size += item.Size;
        }
        return new(new Sequence(values, LineOf(start)), size);
    }

    private Measured ReadMapping(Parser parser, MappingStart start)
    {
        parser.MoveNext();
        var builder = new MappingBuilder(LineOf(start), duplicate);
        var inherited = new List<Node>();
        var size = 1L;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            if (ReadNode(parser).Node is not Yaml.Scalar key) throw new YamlException(at.Start, at.End, "a key is not a plain value");
            var value = ReadNode(parser);
            size += value.Size;
            if (key is { Value: "<<", Quoted: false }) inherited.AddRange(value.Node is Sequence many ? many.Values : [value.Node]);
            else builder.Add(keys.Get(key.Value), value.Node, LineOf(at));
        }
        foreach (var parent in inherited.OfType<Mapping>())
            foreach (var (key, value) in parent.Pairs) builder.AddInherited(key, value);
        return new(builder.Build(), size);
    }

    private int LineOf(ParsingEvent read) => firstLine + (int)read.Start.Line - 1;

    private sealed record Measured(Node Node, long Size);
}
