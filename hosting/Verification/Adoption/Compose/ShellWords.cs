using System.Text;

namespace Parity.Verification.Adoption.Compose;

/// <summary>Splits a command line into words as a shell does, quotes resolved.</summary>
internal static class ShellWords
{
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var inWord = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (inWord) words.Add(word.ToString());
                word.Clear();
                inWord = false;
                continue;
            }
            inWord = true;
            if (quote == '\0' && c is ('\'' or '"')) quote = c;
            else if (c == quote) quote = '\0';
            else if (c == '\\' && quote != '\'' && i + 1 < line.Length) word.Append(line[++i]);
            else word.Append(c);
        }
        if (inWord) words.Add(word.ToString());
        return words;
    }
}
