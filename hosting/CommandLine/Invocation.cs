using System.CommandLine;
using Aspire.Hosting;
using Parity.Authoring;

namespace Parity.CommandLine;

/// <summary>What a person asked of the AppHost.</summary>
public sealed record Invocation
{
    // What a verb reads is the model as it is published: nothing is prepared or started for it.
    private static readonly string[] PublishMode = ["--operation", "publish"];

    /// <summary>Arguments for Aspire: its own options and configuration such as <c>--Parameters:name=value</c>.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>Run without the Aspire dashboard.</summary>
    public bool NoDashboard { get; init; }

    private bool Reset { get; init; }

    /// <summary>Set when nothing is left to run: help was printed (0) or the arguments are wrong (2).</summary>
    public int? ExitCode { get; init; }

    private Verb? Verb { get; init; }

    private ParseResult? VerbArguments { get; init; }

    /// <summary>Reads the arguments; prints help, or every wrong argument with its remedy.</summary>
    public static Invocation Parse(string[] args)
    {
        var noDashboard = new Option<bool>("--no-dashboard") { Description = "Run without the Aspire dashboard" };
        var reset = new Option<bool>("--reset") { Description = "Delete the local data (.data) of earlier runs, then start" };
        var noAutoscaling = new Option<bool>("--no-autoscaling") { Description = "Keep the replicas that are declared; nothing follows the load" };
        var environment = new Option<string>("--as") { Description = "Use the settings of an environment, but not its secrets and addresses", HelpName = "environment" };
        var root = new RootCommand(
            "Runs the whole system locally, or does what a verb says. Aspire's own options (--publisher manifest --output-path FILE, "
            + "--operation publish) and configuration (--Section:Key=value) are passed on.")
        {
            noDashboard,
            reset,
            noAutoscaling,
            environment,
        };
        var verbs = Verbs.All();
        foreach (var verb in verbs) root.Subcommands.Add(verb.Command);
        foreach (var command in root.Subcommands.Append(root))
        {
            // What is done needs the builder that the AppHost fills after this; the parser only has to know that it is not an error.
            command.SetAction(_ => 0);
            command.TreatUnmatchedTokensAsErrors = false;
        }

        Help.Wrap(root);

        var parsed = root.Parse(args);
        var chosen = verbs.FirstOrDefault(verb => verb.Command == parsed.CommandResult.Command);
        var wrong = UnknownArgument.Find(parsed).Concat(parsed.Errors.Select(error => error.Message)).ToList();
        if (wrong.Count == 0 && parsed.Action != parsed.CommandResult.Command.Action)
            return new Invocation { Arguments = [], ExitCode = parsed.Invoke() }; // help or version

        foreach (var argument in wrong) Console.Error.WriteLine(argument);
        return new Invocation
        {
            Arguments = [.. parsed.UnmatchedTokens, .. parsed.GetValue(environment) is { } name ? [LocalEnvironment.Argument(name)] : Array.Empty<string>(), .. chosen is null && parsed.GetValue(noAutoscaling) ? [LocalScaling.Off] : Array.Empty<string>(), .. chosen is null ? [] : PublishMode],
            NoDashboard = chosen is not null || parsed.GetValue(noDashboard),
            Reset = chosen is null && parsed.GetValue(reset),
            ExitCode = wrong.Count > 0 ? CommandLine.ExitCode.NotChecked : null,
            Verb = chosen,
            VerbArguments = chosen is null ? null : parsed,
        };
    }

    /// <summary>Deletes the local data of earlier runs where that is asked for. Call it before adding servers.</summary>
    /// <returns>The exit code of the process where that is not possible; null to go on.</returns>
    public int? Prepare(IDistributedApplicationBuilder builder)
    {
        if (!Reset) return null;
        try
        {
            builder.ResetData();
            return null;
        }
        catch (Exception refused) when (refused is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"--reset: {refused.Message}");
            return CommandLine.ExitCode.NotChecked;
        }
    }

    /// <summary>Runs the application, or the verb over its model, to the end.</summary>
    /// <returns>The exit code of the process.</returns>
    public async Task<int> RunAsync(IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Verb is null)
        {
            var wrong = LocalEnvironment.Check(builder);
            foreach (var diagnostic in wrong) await Console.Error.WriteLineAsync(diagnostic.ToString()).ConfigureAwait(false);
            if (wrong.Count > 0) return CommandLine.ExitCode.NotChecked;
            await builder.Build().RunAsync().ConfigureAwait(false);
            return System.Environment.ExitCode;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, Cancel);
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, Cancel);
        var context = new VerbContext(builder, Console.Out, Console.Error);
        try
        {
            return await Verb.RunAsync(VerbArguments!, context, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"'{Verb.Command.Name}' was interrupted.").ConfigureAwait(false);
            return CommandLine.ExitCode.NotChecked;
        }

        void Cancel(System.Runtime.InteropServices.PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
