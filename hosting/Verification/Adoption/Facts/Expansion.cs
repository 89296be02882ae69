using System.Text;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Replaces $(NAME); $$ stands for a dollar, and what is not known stays as written (third_party/forked/golang/expansion).</summary>
internal static class Expansion
{
    public static string Of(string text, Func<string, string?> valueOf)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 >= text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            var close = text[i + 1] == '(' ? text.IndexOf(')', i + 2) : -1;
            if (text[i + 1] == '$') i++;
            else if (close >= 0)
            {
                result.Append(valueOf(text[(i + 2)..close]) ?? text[i..(close + 1)]);
                i = close;
                continue;
            }
            result.Append('$');
        }
        return result.ToString();
    }
}
