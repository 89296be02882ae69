using System.CommandLine;
using Parity.Emission;
using Parity.Model;
using Parity.Verification;

namespace Parity.CommandLine;

/// <summary><c>parity</c>: what differs between the environments, and whether the model says why.</summary>
internal sealed class ParityVerb : Verb
{
    // A declaration that does not hold is what the verb looks for; any other error means that there is nothing to look at.
    private static readonly string[] OfDeclarations = ["DIFF-003", "DIFF-004", "AUTOSCALING-001"];

    private readonly Option<string[]> environments = new("--environments")
    {
        Description = "Compare only these, separated by commas",
        HelpName = "a,b",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<FileInfo?> html = new("--html") { Description = "Write the matrix as a page that needs no network", HelpName = "FILE" };

    private readonly Option<bool> json = new("--json") { Description = "Print the matrix as JSON" };

    public ParityVerb() => Command = new("parity", "Show every difference between the environments with its reason; fail on an undeclared or stale one") { environments, html, json };

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation);
        if (IsUnreadable(authored.Diagnostics)) return context.Report(authored.Diagnostics);
        var topology = authored.Draft;
        string[] names = [.. (arguments.GetValue(environments) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
        if (!Known(context, topology, names)) return ExitCode.NotChecked;
        // Nothing is emitted while a declaration is stale or without a reason; the matrix then shows the declarations.
        var emission = Emitter.Emit(topology, []);
        if (IsUnreadable(emission.Diagnostics)) return context.Report(emission.Diagnostics);

        var report = ParityCheck.Check(topology, emission, names);
        if (arguments.GetValue(html) is { } page && !await WriteAsync(page, ParityPage.Write(report, $"{topology.Name}: parity of {string.Join(", ", report.Environments)}"), context, cancellation)) return ExitCode.NotChecked;
        if (arguments.GetValue(json)) await context.Output.WriteLineAsync(ParityJson.Write(report));
        else ParityTable.Write(report, context);
        return report.Holds ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    private static bool IsUnreadable(Sequence<Diagnostic> diagnostics) => diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error && !OfDeclarations.Contains(diagnostic.Code));

    private static bool Known(VerbContext context, Topology topology, string[] names)
    {
        string[] known = [.. topology.Environments.Select(environment => environment.Name)];
        string[] unknown = [.. names.Except(known)];
        foreach (var name in unknown) context.Error.WriteLine($"--environments: there is no environment '{name}'. Use some of {string.Join(", ", known)}.");
        if (unknown.Length == 0 && names.Length == 1) context.Error.WriteLine($"--environments: one environment cannot differ from itself. Name two or more of {string.Join(", ", known)}.");
        return unknown.Length == 0 && names.Length != 1;
    }

    private static async Task<bool> WriteAsync(FileInfo file, string page, VerbContext context, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file.FullName, page, cancellation);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"--html: {file.FullName} cannot be written: {failure.Message} Name a file in a folder that exists.");
            return false;
        }
    }
}
