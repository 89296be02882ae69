using System.Text;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Pipelines;

/// <summary>
/// Splits Groovy into statements and blocks without understanding more of it: strings of all five kinds, remarks,
/// parentheses and brackets are kept whole. What is left open is reported, and the rest is read as it stands.
/// </summary>
internal sealed class GroovyReader(SourceFile file, Diagnostics diagnostics)
{
    private const int DeepestNesting = 200;

    private readonly string text = file.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
    private int position;
    private int line = 1;
    private int depth;

    public IReadOnlyList<Statement> Read()
    {
        var statements = new List<Statement>();
        while (position < text.Length)
        {
            statements.AddRange(ReadBlock());
            if (position >= text.Length) break;
            diagnostics.Problem("ADOPT-031", file.Path, line, "A closing brace without an opening one.", "Remove it.");
            Step();
        }
        return statements;
    }

    private List<Statement> ReadBlock()
    {
        var statements = new List<Statement>();
        while (true)
        {
            SkipSpace();
            if (position >= text.Length || text[position] == '}') return statements;
            var start = line;
            var head = ReadHead();
            if (position < text.Length && text[position] == '{')
            {
                var opened = line;
                Step();
                head += ReadParameters();
                if (++depth > DeepestNesting)
                {
                    diagnostics.Problem("ADOPT-032", file.Path, opened, $"More than {DeepestNesting} blocks inside each other; the rest was left out.", "Flatten the pipeline.");
                    position = text.Length;
                    return statements;
                }
                var body = ReadBlock();
                depth--;
                if (position < text.Length) Step();
                else diagnostics.Problem("ADOPT-030", file.Path, opened, $"The block of '{Short(head)}' is never closed.", "Close it with a brace.");
                statements.Add(new(head, start, body));
            }
            else if (head.Length > 0) statements.Add(new(head, start, null));
        }
    }

    // each { name -> …: what a closure takes belongs to its head, on whichever line its steps are.
    private string ReadParameters()
    {
        var end = position;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is ' ' or ',' or '_')) end++;
        if (!text.AsSpan(end).StartsWith("->")) return "";
        var taken = text[position..end].Trim();
        Step(end + 2 - position);
        return $" {taken} ->";
    }

    // A statement ends with its line, unless a bracket is open, a comma or an operator asks for more, or the next line starts with a dot.
    private string ReadHead()
    {
        var head = new StringBuilder();
        var open = 0;
        while (position < text.Length)
        {
            var c = text[position];
            if (IsRemark()) { SkipRemark(); continue; }
            if (c is '\'' or '"') { ReadString(head); continue; }
            if (c is '(' or '[') open++;
            if (c is ')' or ']') open--;
            if (open <= 0 && c is ('{' or '}')) break;
            if (open > 0 && c is '{') { ReadClosure(head); continue; }
            if (open <= 0 && (c == ';' || c == '\n' && !Continues(head)))
            {
                Step();
                break;
            }
            if (char.IsWhiteSpace(c))
            {
                if (head.Length > 0 && head[^1] != ' ') head.Append(' ');
            }
            else head.Append(c);
            Step();
        }
        return head.ToString().Trim();
    }

    // A closure inside parentheses belongs to the head: expression.any({ it })
    private void ReadClosure(StringBuilder head)
    {
        var start = position;
        var braces = 0;
        do
        {
            if (text[position] is '\'' or '"') { ReadString(new()); continue; }
            if (text[position] == '{') braces++;
            if (text[position] == '}') braces--;
            Step();
        } while (position < text.Length && braces > 0);
        head.Append(string.Join(' ', text[start..position].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private bool Continues(StringBuilder head)
    {
        var last = head.ToString().AsSpan().TrimEnd();
        if (last.Length > 0 && last[^1] is (',' or '\\' or '+' or '=' or '?' or ':') && !last.EndsWith("++")) return true;
        var next = position;
        while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
        return next + 1 < text.Length && (text[next] == '.' || text.AsSpan(next).StartsWith("&&") || text.AsSpan(next).StartsWith("||"))
            || last.Length > 0 && (last.EndsWith("&&") || last.EndsWith("||")) || next < text.Length && text[next] == '{' && last.Length > 0;
    }

    private void ReadString(StringBuilder head)
    {
        var opened = line;
        var quote = text[position];
        var triple = position + 2 < text.Length && text[position + 1] == quote && text[position + 2] == quote;
        var mark = new string(quote, triple ? 3 : 1);
        head.Append(mark);
        Step(mark.Length);
        while (position < text.Length)
        {
            if (text[position] == '\\' && position + 1 < text.Length)
            {
                head.Append(text, position, 2);
                Step(2);
                continue;
            }
            if (text.AsSpan(position).StartsWith(mark))
            {
                head.Append(mark);
                Step(mark.Length);
                return;
            }
            if (text[position] == '\n' && !triple) break;
            head.Append(text[position]);
            Step();
        }
        diagnostics.Problem("ADOPT-033", file.Path, opened, "A text is never closed.", $"Close it with {mark}.");
        head.Append(mark);
    }

    private bool IsRemark() => text[position] == '/' && position + 1 < text.Length && text[position + 1] is ('/' or '*')
        || text[position] == '#' && position + 1 < text.Length && text[position + 1] == '!' && line == 1;

    private void SkipRemark()
    {
        var block = text[position + 1] == '*';
        var end = block ? text.IndexOf("*/", position + 2, StringComparison.Ordinal) : text.IndexOf('\n', position);
        if (end < 0) end = text.Length;
        else if (block) end += 2;
        while (position < end) Step();
    }

    private void SkipSpace()
    {
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || text[position] == ';' || IsRemark()))
        {
            if (IsRemark()) SkipRemark();
            else Step();
        }
    }

    private void Step(int count = 1)
    {
        for (; count > 0 && position < text.Length; count--)
            if (text[position++] == '\n') line++;
    }

    private static string Short(string head) => head.Length > 60 ? $"{head[..60]}…" : head;
}
