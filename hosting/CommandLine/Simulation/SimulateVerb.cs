using System.CommandLine;

namespace Parity.CommandLine;

/// <summary><c>simulate</c>: recorded decisions of the real controller, or a load against the declaration of a workload.</summary>
internal sealed class SimulateVerb : Verb
{
    private readonly Option<string?> cases = new("--cases") { Description = "Evaluate every case file (*.jsonl, *.jsonl.gz) of a folder and print what differs" };
    private readonly SimulationOptions options = new();
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON" };

    public SimulateVerb() => Command = options.AddTo(new("simulate", "Replay a load against the autoscaling of a workload, or recorded cases of the Kubernetes controller") { cases, json });

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var asJson = arguments.GetValue(json);
        if (arguments.GetValue(cases) is { } folder) return await RecordedCases.RunAsync(folder, asJson, context, cancellation).ConfigureAwait(false);

        var errors = new List<string>();
        var environments = (await context.ReadAsync(cancellation).ConfigureAwait(false)).Draft.Environments;
        var rehearsal = Rehearsal.From(options.Read(arguments, environments), context.Builder.Resources, errors);
        if (rehearsal is not null && errors.Count == 0) return RehearsalReport.Print(rehearsal, asJson, context.Output);
        foreach (var error in errors) await context.Error.WriteLineAsync(error.AsMemory(), cancellation).ConfigureAwait(false);
        return ExitCode.NotChecked;
    }
}
