using System.Text;

namespace Parity.Verification.Adoption.Yaml;

/// <summary>Reads the scalars of <see cref="BlockReader"/> and moves the cursor to the line behind them.</summary>
internal sealed class ScalarReader(LineCursor cursor)
{
    public string Key(int start, int colon, KeyPool keys)
    {
        if (cursor[start] is '"' or '\'')
        {
            var close = cursor.QuoteEnd(start);
            return keys.Get(Unquoted(start, close));
        }
        return keys.Get(cursor.Source.AsSpan(start, colon - start).TrimEnd());
    }

    /// <summary>The scalar at a position of the current line, inside an entry at the given column.</summary>
    public Node Read(int position, int parentIndent) => cursor[position] switch
    {
        '|' => ReadLiteral(position, parentIndent),
        '"' or '\'' => ReadQuoted(position),
        '{' or '[' => ReadEmptyCollection(position),
        '&' or '*' or '!' or '%' or '@' or '`' or '>' => throw new DeclinedException(),
        '?' when cursor.IsSpaceOrEnd(position + 1) => throw new DeclinedException(),
        _ => ReadPlain(position, parentIndent),
    };

    private Node ReadEmptyCollection(int position)
    {
        var content = cursor.Source.AsSpan(position, cursor.End - position);
        var line = cursor.Line;
        Node empty = content switch
        {
            "{}" => new Mapping([], line),
            "[]" => new Sequence([], line),
            _ => throw new DeclinedException(),
        };
        cursor.Advance();
        return empty;
    }

    private Scalar ReadPlain(int position, int parentIndent)
    {
        var line = cursor.Line;
        var value = PlainUntilComment(position, out var commented);
        StringBuilder? folded = null;
        var breaks = 0;
        while (!commented && cursor.TakeLine())
        {
            if (cursor.Start == cursor.End) { breaks++; continue; }
            if (cursor.Indent <= parentIndent || cursor[cursor.Start] == '#') { cursor.Return(); break; }
            var more = PlainUntilComment(cursor.Start, out commented);
            if (cursor[cursor.Start] is '\t' || more.Contains(": ", StringComparison.Ordinal) || more.EndsWith(':')) throw new DeclinedException();
            folded ??= new(value);
            if (breaks == 0) folded.Append(' ');
            else folded.Append('\n', breaks);
            folded.Append(more);
            breaks = 0;
        }
        cursor.Advance();
        return new(folded?.ToString() ?? value, false, line);
    }

    private string PlainUntilComment(int position, out bool commented)
    {
        var content = cursor.Source.AsSpan(position, cursor.End - position);
        var comment = content.IndexOf(" #");
        commented = comment >= 0;
        if (commented) content = content[..comment].TrimEnd();
        if (content.Contains(": ", StringComparison.Ordinal)) throw new DeclinedException();
        return content.ToString();
    }

    private Scalar ReadQuoted(int open)
    {
        var line = cursor.Line;
        var close = cursor.QuoteEnd(open);
        string value;
        if (close >= 0) value = Unquoted(open, close);
        else value = ReadFoldedQuote(open, out close);
        var rest = cursor.SkipSpaces(close + 1);
        if (!cursor.IsBlankFrom(rest)) throw new DeclinedException();
        cursor.Advance();
        return new(value, true, line);
    }

    // A long message, as kubectl folds it:  message: "first part of the text\n      and the rest"
    private string ReadFoldedQuote(int open, out int close)
    {
        var quote = cursor[open];
        var body = new StringBuilder().Append(quote);
        body.Append(cursor.Source, open + 1, cursor.End - open - 1);
        var breaks = 0;
        while (cursor.TakeLine())
        {
            if (cursor.Start == cursor.End) { breaks++; continue; }
            var escaped = quote == '"' && breaks == 0 && EndsInEscape(body);
            if (escaped) body.Length--;
            else if (breaks == 0) body.Append(' ');
            else if (quote == '"') body.Insert(body.Length, "\\n", breaks);
            else body.Append('\n', breaks);
            breaks = 0;
            // The text before a closing quote must be looked at from the line's start, as if one were open there.
            close = CloseOn(quote);
            body.Append(cursor.Source, cursor.Start, (close < 0 ? cursor.End : close + 1) - cursor.Start);
            if (close >= 0) return Unquote(body.ToString());
        }
        throw new DeclinedException();
    }

    private int CloseOn(char quote)
    {
        for (var i = cursor.Start; i < cursor.End; i++)
        {
            if (quote == '"' && cursor[i] == '\\') i++;
            else if (cursor[i] != quote) continue;
            else if (quote == '\'' && i + 1 < cursor.End && cursor[i + 1] == '\'') i++;
            else return i;
        }
        return -1;
    }

    private static bool EndsInEscape(StringBuilder body)
    {
        var count = 0;
        for (var i = body.Length - 1; i > 0 && body[i] == '\\'; i--) count++;
        return count % 2 == 1;
    }

    private string Unquoted(int open, int close)
    {
        var body = cursor.Source.AsSpan(open + 1, close - open - 1);
        if (cursor[open] == '"' ? !body.Contains('\\') : !body.Contains('\'')) return body.ToString();
        return Unquote(cursor.Source.Substring(open, close - open + 1));
    }

    private static string Unquote(string quoted) =>
        quoted[0] == '\'' ? quoted[1..^1].Replace("''", "'", StringComparison.Ordinal) : Escapes.Resolve(quoted.AsSpan(1, quoted.Length - 2));

    private Scalar ReadLiteral(int position, int parentIndent)
    {
        var line = cursor.Line;
        var chomp = ' ';
        for (var i = position + 1; i < cursor.End && !cursor.IsBlankFrom(cursor.SkipSpaces(i)); i++)
        {
            if (cursor[i] is not ('-' or '+')) throw new DeclinedException();
            chomp = cursor[i];
        }
        var body = new StringBuilder();
        var indent = -1;
        var kept = 0;
        while (cursor.TakeLine())
        {
            var blank = cursor.Start == cursor.End && (indent < 0 || cursor.RawEnd - cursor.LineStart <= indent);
            if (!blank)
            {
                if (indent < 0) indent = cursor.Indent;
                if (cursor.Indent < indent || indent <= parentIndent) { cursor.Return(); break; }
                body.Append(cursor.Source, cursor.LineStart + indent, cursor.RawEnd - cursor.LineStart - indent);
            }
            body.Append('\n');
            if (!blank) kept = body.Length;
        }
        if (chomp != '+') body.Length = kept;
        if (chomp == '-' && body.Length > 0) body.Length--;
        cursor.Advance();
        return new(body.ToString(), true, line);
    }
}
