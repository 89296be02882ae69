namespace Parity.Verification.Adoption.Yaml;

/// <summary>Walks the lines of one document, passing over blank lines and comments.</summary>
internal sealed class LineCursor(string text, int start, int end, int firstLine)
{
    private int next = start;
    private int nextLine = firstLine;

    public string Source => text;

    /// <summary>The column at which the current line's content starts.</summary>
    public int Indent { get; private set; }

    public int Start { get; private set; }

    /// <summary>Behind the last character of the current line that is not space.</summary>
    public int End { get; private set; }

    public int Line { get; private set; }

    public bool AtEnd { get; private set; }

    public char this[int position] => text[position];

    public bool StartsItem => text[Start] == '-' && IsSpaceOrEnd(Start + 1);

    /// <summary>Goes to the next line that holds something.</summary>
    public bool Advance()
    {
        while (TakeLine())
        {
            if (Start == End || text[Start] == '#') continue;
            if (text[Start] == '\t') throw new DeclinedException();
            if (Indent == 0 && End - Start == 3 && text.AsSpan(Start, 3) is "...") break;
            return true;
        }
        AtEnd = true;
        Indent = -1;
        return false;
    }

    /// <summary>Takes the next line as it is, blank or not.</summary>
    public bool TakeLine()
    {
        if (next >= end) return false;
        var stop = text.IndexOf('\n', next, end - next);
        var lineEnd = stop < 0 ? end : stop;
        Line = nextLine++;
        LineStart = next;
        next = lineEnd + 1;
        Start = LineStart;
        while (Start < lineEnd && text[Start] == ' ') Start++;
        Indent = Start - LineStart;
        End = lineEnd;
        while (End > Start && text[End - 1] is ' ' or '\r' or '\t') End--;
        RawEnd = lineEnd > LineStart && text[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        return true;
    }

    public int LineStart { get; private set; }

    /// <summary>Behind the current line's last character, trailing space included.</summary>
    public int RawEnd { get; private set; }

    /// <summary>Looks at the current line from inside, as the content of a sequence's item.</summary>
    public void StartAt(int position, int column)
    {
        Start = position;
        Indent = column;
    }

    /// <summary>Steps back so that the current line is taken again.</summary>
    public void Return()
    {
        next = LineStart;
        nextLine = Line;
    }


    /// <summary>Passes over everything that belongs to the entry at the given column.</summary>
    public void SkipBelow(int indent)
    {
        while (Advance())
            if (Indent < indent || Indent == indent && !StartsItem) return;
    }

    public int SkipSpaces(int position)
    {
        while (position < End && text[position] is ' ' or '\t') position++;
        return position;
    }

    public bool IsBlankFrom(int position) => position >= End || text[position] == '#';

    public bool IsSpaceOrEnd(int position) => position >= End || text[position] is ' ' or '\t';

    /// <summary>The closing quote on the same line, or -1.</summary>
    public int QuoteEnd(int open)
    {
        var quote = text[open];
        for (var i = open + 1; i < End; i++)
        {
            if (text[i] == '\\' && quote == '"') i++;
            else if (text[i] == quote && quote == '\'' && i + 1 < End && text[i + 1] == '\'') i++;
            else if (text[i] == quote) return i;
        }
        return -1;
    }
}
