using System.Text;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Sources;

/// <summary>
/// An .env file as docker compose, Node and shells read it: export, quotes that may hold lines, escapes between double ones, remarks
/// behind a value. kubectl's --from-env-file knows none of this and is <see cref="EnvFile"/>.
/// </summary>
internal sealed class DotEnv
{
    private readonly string text;
    private int position;
    private int line = 1;

    private DotEnv(string text) => this.text = text;

    public static Mapping Read(SourceFile file, Diagnostics diagnostics)
    {
        var builder = new MappingBuilder(1, (line, key) => diagnostics.Problem("ADOPT-005", file.Path, line, $"{key} is given twice; the last value counts.", "Remove one of them."));
        var reader = new DotEnv(file.Text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal));
        while (reader.position < reader.text.Length) reader.ReadLine(file, builder, diagnostics);
        return builder.Build();
    }

    private void ReadLine(SourceFile file, MappingBuilder builder, Diagnostics diagnostics)
    {
        var stop = text.IndexOf('\n', position);
        var end = stop < 0 ? text.Length : stop;
        var start = line;
        var content = text[position..end].Trim();
        if (content.Length == 0 || content[0] == '#') { Next(end); return; }
        var equals = text.IndexOf('=', position, end - position);
        var name = equals < 0 ? "" : text[position..equals].Trim();
        if (name.StartsWith("export ", StringComparison.Ordinal)) name = name[7..].TrimStart();
        if (name.Length == 0 || name.Any(char.IsWhiteSpace))
        {
            diagnostics.Problem("ADOPT-006", file.Path, start, "The line is not NAME=value; it was left out.", "Write NAME=value, or # before a remark.");
            Next(end);
            return;
        }
        var at = equals + 1;
        while (at < end && text[at] is ' ' or '\t') at++;
        string value;
        if (at < end && text[at] is '"' or '\'')
        {
            var close = Close(at);
            if (close < 0)
            {
                diagnostics.Problem("ADOPT-006", file.Path, start, "A quote is never closed; the line was read as it stands.", "Close it.");
                value = text[at..end].Trim();
            }
            else
            {
                value = text[at] == '"' ? Unescaped(text[(at + 1)..close]) : text[(at + 1)..close];
                stop = text.IndexOf('\n', close);
                end = stop < 0 ? text.Length : stop;
            }
        }
        else
        {
            value = text[at..end];
            var remark = value.IndexOf(" #", StringComparison.Ordinal);
            value = (remark < 0 ? value : value[..remark]).Trim();
        }
        builder.Add(name, new Scalar(value, true, start), start);
        Next(end);
    }

    private void Next(int end)
    {
        line += text.AsSpan(position, end - position).Count('\n') + 1;
        position = end + 1;
    }

    private int Close(int open)
    {
        for (var index = open + 1; index < text.Length; index++)
        {
            if (text[index] == '\\' && text[open] == '"') index++;
            else if (text[index] == text[open]) return index;
        }
        return -1;
    }

    private static string Unescaped(string body)
    {
        if (!body.Contains('\\', StringComparison.Ordinal)) return body;
        var result = new StringBuilder(body.Length);
        for (var index = 0; index < body.Length; index++)
        {
            if (body[index] != '\\' || index + 1 == body.Length) result.Append(body[index]);
            else result.Append(body[++index] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
        }
        return result.ToString();
    }
}
