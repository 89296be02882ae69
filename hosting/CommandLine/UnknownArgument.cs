namespace Parity.CommandLine;

/// <summary>Arguments that neither this program nor Aspire knows: a misspelt option must not start the system as if it were not there.</summary>
internal static class UnknownArgument
{
    private static readonly string[] AspireOptions =
        ["--publisher", "--output-path", "--operation", "--step", "--environment", "--log-level", "--include-exception-details", "--list-steps"];

    public static IReadOnlyList<string> Find(IReadOnlyList<string> arguments)
    {
        var unknown = new List<string>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (AspireOptions.Contains(argument, StringComparer.OrdinalIgnoreCase) || (IsConfiguration(argument) && !argument.Contains('=')))
                index++; // the next one is its value
            else if (!IsConfiguration(argument) && !AspireOptions.Contains(argument.Split('=')[0], StringComparer.OrdinalIgnoreCase))
                unknown.Add($"'{argument}' is not known here. '--help' lists verbs and options; configuration is written --Section:Key=value.");
        }
        return unknown;
    }

    // --Parameters:password=x, Logging:LogLevel:Default=Debug, DcpPublisher:RandomizePorts=true
    private static bool IsConfiguration(string argument) => argument.Split('=')[0].Contains(':') || (!argument.StartsWith('-') && argument.Contains('='));
}
