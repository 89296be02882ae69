using System.CommandLine;

namespace Parity.CommandLine;

/// <summary>What a person asked of the AppHost.</summary>
public sealed record Invocation
{
    /// <summary>Arguments for Aspire: its own options and configuration such as <c>--Parameters:name=value</c>.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>Run without the Aspire dashboard.</summary>
    public bool NoDashboard { get; init; }

    /// <summary>Delete the local data of earlier runs first.</summary>
    public bool Reset { get; init; }

    /// <summary>Set when nothing is left to run: help was printed (0) or the arguments are wrong (2).</summary>
    public int? ExitCode { get; init; }

    /// <summary>Reads the arguments; prints help, or every wrong argument with its remedy.</summary>
    public static Invocation Parse(string[] args)
    {
        var noDashboard = new Option<bool>("--no-dashboard") { Description = "Run without the Aspire dashboard" };
        var reset = new Option<bool>("--reset") { Description = "Delete the local data (.data) of earlier runs, then start" };
        var root = new RootCommand(
            "Runs the whole system locally. Aspire's own options (--publisher manifest --output-path FILE, --operation publish) and\n"
            + "configuration (--Section:Key=value) are passed on.")
        {
            noDashboard,
            reset,
        };
        root.TreatUnmatchedTokensAsErrors = false;

        var parsed = root.Parse(args);
        if (parsed.Action is not null) return new Invocation { Arguments = [], ExitCode = parsed.Invoke() };

        var unknown = UnknownArgument.Find([.. parsed.UnmatchedTokens]);
        foreach (var argument in unknown) Console.Error.WriteLine(argument);
        return new Invocation
        {
            Arguments = [.. parsed.UnmatchedTokens],
            NoDashboard = parsed.GetValue(noDashboard),
            Reset = parsed.GetValue(reset),
            ExitCode = unknown.Count > 0 || parsed.Errors.Count > 0 ? 2 : null,
        };
    }
}
