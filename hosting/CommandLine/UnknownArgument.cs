using System.CommandLine;
using System.CommandLine.Parsing;

namespace Parity.CommandLine;

/// <summary>Arguments that neither this program nor Aspire knows: a misspelt option must not start the system as if it were not there.</summary>
internal static class UnknownArgument
{
    private static readonly string[] AspireOptions =
        ["--publisher", "--output-path", "--operation", "--step", "--environment", "--log-level", "--include-exception-details", "--list-steps"];

    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // The parser takes an option that it does not know for the verb's argument. What stands behind it is its value, and no mistake of its own.
        var taken = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(IsOption).ToList();
        var written = parsed.Tokens.Select(token => token.Value).ToList();
        var unknown = taken.Concat(Unmatched([.. parsed.UnmatchedTokens])).ToList();
        unknown.RemoveAll(argument => !IsOption(argument) && written.IndexOf(argument) is > 0 and var at && IsOption(written[at - 1]) && unknown.Contains(written[at - 1], StringComparer.Ordinal));
        return [.. unknown.Distinct(StringComparer.Ordinal).Select(argument => $"'{argument}' is not known {Where(command)}.{Suggestion(argument, parsed)} '{Help(command)}' lists {(command is RootCommand ? "verbs and options" : "its options")}; configuration is written --Section:Key=value.")];
    }

    private static List<string> Unmatched(IReadOnlyList<string> arguments)
    {
        var unknown = new List<string>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (AspireOptions.Contains(argument, StringComparer.OrdinalIgnoreCase) || (IsConfiguration(argument) && !argument.Contains('=')))
                index++; // the next one is its value
            else if (!IsConfiguration(argument) && !AspireOptions.Contains(argument.Split('=')[0], StringComparer.OrdinalIgnoreCase))
                unknown.Add(argument);
        }
        return unknown;
    }

    private static string Where(Command command) => command is RootCommand ? "here" : $"to '{command.Name}'";

    private static string Help(Command command) => command is RootCommand ? "--help" : $"{command.Name} --help";

    private static string Suggestion(string argument, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var written = argument.Split('=')[0];
        IEnumerable<string> known = IsOption(argument)
            ? command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Concat(command is RootCommand ? AspireOptions : [])
            : command.Subcommands.Select(verb => verb.Name);
        var nearest = known.Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name))).OrderBy(each => each.Distance).ThenBy(each => each.Name, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, written.TrimStart('-').Length / 2) ? $" Did you mean '{nearest.Name}'?" : "";
    }

    // How many letters are to be put in, taken out or replaced (Levenshtein).
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }

    // "-5" is a number, "-" what a pipe brings.
    private static bool IsOption(string argument) => argument.Length > 1 && argument[0] == '-' && !char.IsAsciiDigit(argument[1]) && !IsConfiguration(argument);

    // --Parameters:password=x, Logging:LogLevel:Default=Debug, DcpPublisher:RandomizePorts=true
    private static bool IsConfiguration(string argument) => argument.Split('=')[0].Contains(':') || (!argument.StartsWith('-') && argument.Contains('='));
}
