namespace Parity.Verification.Adoption.Yaml;

/// <summary>
/// Reads the block style that kubectl and most hands write, about ten times as fast as a full parser. Whatever goes
/// beyond it (anchors, tags, flow collections, folded blocks) is declined, and <see cref="FullReader"/> takes over.
/// </summary>
internal sealed class BlockReader
{
    private readonly LineCursor cursor;
    private readonly ScalarReader scalars;
    private readonly KeyPool keys;
    private readonly Action<int, string> duplicate;
    private int depth;

    public BlockReader(string text, int start, int end, int firstLine, KeyPool keys, Action<int, string> duplicate)
    {
        cursor = new(text, start, end, firstLine);
        scalars = new(cursor);
        this.keys = keys;
        this.duplicate = duplicate;
    }

    /// <summary>The document's value; null where it is empty.</summary>
    /// <exception cref="DeclinedException">The document uses more of YAML than this reader knows.</exception>
    public Node? Read()
    {
        if (!cursor.Advance()) return null;
        var node = ReadNode(cursor.Indent);
        return cursor.AtEnd ? node : throw new DeclinedException();
    }

    private Node ReadNode(int indent)
    {
        // Each level of nesting passes here; a hostile depth would end the process otherwise.
        if (++depth > FullReader.DeepestNesting) throw new DeclinedException();
        var node = cursor.StartsItem ? ReadSequence(indent) : KeyEnd() >= 0 ? ReadMapping(indent) : scalars.Read(cursor.Start, indent - 1);
        depth--;
        return node;
    }

    private Sequence ReadSequence(int indent)
    {
        var sequence = new Sequence([], cursor.Line);
        while (!cursor.AtEnd && cursor.Indent == indent && cursor.StartsItem)
        {
            var line = cursor.Line;
            var content = cursor.SkipSpaces(cursor.Start + 1);
            if (cursor.IsBlankFrom(content)) sequence.Values.Add(ReadBelow(indent, line, sameIndentItems: false));
            else
            {
                var column = indent + content - cursor.Start;
                var first = cursor[content];
                if (first is '-' && cursor.IsSpaceOrEnd(content + 1))
                {
                    cursor.StartAt(content, column);
                    sequence.Values.Add(ReadSequence(column));
                }
                else if (KeyEnd(content) >= 0)
                {
                    cursor.StartAt(content, column);
                    sequence.Values.Add(ReadMapping(column));
                }
                else sequence.Values.Add(scalars.Read(content, indent));
            }
        }
        return !cursor.AtEnd && cursor.Indent > indent ? throw new DeclinedException() : sequence;
    }

    private Mapping ReadMapping(int indent)
    {
        var builder = new MappingBuilder(cursor.Line, duplicate);
        while (!cursor.AtEnd && cursor.Indent == indent && !cursor.StartsItem)
        {
            var colon = KeyEnd();
            if (colon < 0) throw new DeclinedException();
            var line = cursor.Line;
            var key = scalars.Key(cursor.Start, colon, keys);
            if (key == "<<") throw new DeclinedException();
            var content = cursor.SkipSpaces(colon + 1);
            if (!cursor.IsBlankFrom(content)) builder.Add(key, scalars.Read(content, indent), line);
            else if (key == "managedFields") cursor.SkipBelow(indent);
            else builder.Add(key, ReadBelow(indent, line, sameIndentItems: true), line);
        }
        return !cursor.AtEnd && cursor.Indent > indent ? throw new DeclinedException() : builder.Build();
    }

    private Node ReadBelow(int indent, int line, bool sameIndentItems)
    {
        if (!cursor.Advance()) return new Scalar("", false, line);
        if (cursor.Indent > indent) return ReadNode(cursor.Indent);
        return sameIndentItems && cursor.Indent == indent && cursor.StartsItem ? ReadSequence(indent) : new Scalar("", false, line);
    }

    private int KeyEnd() => KeyEnd(cursor.Start);

    private int KeyEnd(int start)
    {
        var first = cursor[start];
        if (first is '"' or '\'')
        {
            var close = cursor.QuoteEnd(start);
            if (close < 0) return -1;
            var after = cursor.SkipSpaces(close + 1);
            return after < cursor.End && cursor[after] == ':' && cursor.IsSpaceOrEnd(after + 1) ? after : -1;
        }
        if (first is '?' or '&' or '*' or '!' or '[' or '{' or '%' or '@' or '`' or '|' or '>') return -1;
        for (var i = start; i < cursor.End; i++)
        {
            var c = cursor[i];
            if (c == ':' && cursor.IsSpaceOrEnd(i + 1)) return i;
            if (c == '#' && i > start && cursor.IsSpaceOrEnd(i - 1)) return -1;
        }
        return -1;
    }
}
