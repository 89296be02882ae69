using System.CommandLine;
using Parity.Emission;
using Parity.Verification;

namespace Parity.CommandLine;

/// <summary><c>check-config</c>: whether each program accepts what each environment's manifest gives it, asked of the program itself.</summary>
internal sealed class CheckConfigVerb : Verb
{
    private readonly Option<string[]> workloads = new("--workloads") { Description = "Check only these, separated by commas", HelpName = "a,b", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> json = new("--json") { Description = "Print the matrix as JSON" };

    public CheckConfigVerb() => Command = new("check-config", "Start each service in check mode with exactly the variables and files of each environment's manifest") { workloads, json };

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        var authored = await context.ReadAsync(cancellation);
        if (context.Report(authored.Diagnostics) != ExitCode.Holds || authored.Topology is not { } topology) return ExitCode.NotChecked;
        var emission = Emitter.Emit(topology, []);
        if (Emitter.HasErrors(emission.Diagnostics)) return context.Report(emission.Diagnostics);

        string[] names = [.. (arguments.GetValue(workloads) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
        string[] unknown = [.. names.Where(name => topology.Find(name) is null)];
        foreach (var name in unknown) await context.Error.WriteLineAsync($"--workloads: there is no workload '{name}'. Use some of {string.Join(", ", topology.Workloads.Select(workload => workload.Name).Order(StringComparer.Ordinal))}.");
        if (unknown.Length > 0) return ExitCode.NotChecked;
        var programs = await Programs.FindAsync(context.Builder.Resources.Where(resource => names.Length == 0 || names.Contains(resource.Name)), cancellation);
        var inputs = ProgramInput.Of(topology, emission).Where(input => names.Length == 0 || names.Contains(input.Workload)).ToArray();
        var results = new ContractResult[inputs.Length];
        // As many as there are processors: a start is all computing.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, inputs.Length),
            new ParallelOptions { MaxDegreeOfParallelism = System.Environment.ProcessorCount, CancellationToken = cancellation },
            async (index, stop) => results[index] = await CheckAsync(programs, inputs[index], stop));

        string[] environments = [.. topology.Environments.OrderBy(environment => environment.Order).Select(environment => environment.Name)];
        if (arguments.GetValue(json)) await context.Output.WriteLineAsync(ContractJson.Write(environments, results));
        else ContractTable.Write(environments, results, context);
        if (results.Any(result => result.Status == ContractStatus.NotChecked)) return ExitCode.NotChecked;
        return results.Any(result => result.Status == ContractStatus.Broken) ? ExitCode.DoesNotHold : ExitCode.Holds;
    }

    private static async Task<ContractResult> CheckAsync(IReadOnlyDictionary<string, BuiltProgram> programs, ProgramInput input, CancellationToken cancellation)
    {
        if (!programs.TryGetValue(input.Workload, out var program))
            return Unchecked(input, ContractStatus.NotOurs, $"the image {input.Image} is not built here, so what it reads is not known.");
        if (program.Problem.Length > 0) return Unchecked(input, ContractStatus.NotChecked, program.Problem);
        return await ProgramCheck.RunAsync(program, input, cancellation);
    }

    private static ContractResult Unchecked(ProgramInput input, ContractStatus status, string note) => new() { Workload = input.Workload, Environment = input.Environment, Status = status, Note = note };
}
