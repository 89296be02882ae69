using System.Text;

namespace Aspire.Hosting;

/// <summary>commandLineArgs of a launch profile, split as a shell would: --name "two words" 'and one'.</summary>
internal static class LaunchArguments
{
    public static IReadOnlyList<string> Split(string? line)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var (quote, open) = ('\0', false);
        for (var i = 0; i < line?.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\' && quote != '\'')
            {
                current.Append(line[++i]);
                open = true;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                (quote, open) = (c, true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Flush();
            }
            else
            {
                current.Append(c);
                open = true;
            }
        }

        Flush();
        return arguments;

        void Flush()
        {
            if (open)
            {
                arguments.Add(current.ToString());
                current.Clear();
                open = false;
            }
        }
    }
}
