using Parity.Emission;
using Parity.Verification;

namespace Parity.CommandLine;

/// <summary>What must hold of the model before it is deployed: declared differences only, and settings that each program accepts.</summary>
internal static class DeliveryContract
{
    /// <summary>Problems; none means go.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(DeliveryTarget target, VerbContext context, CancellationToken cancellation)
    {
        var emission = Emitter.Emit(target.Topology, []);
        var undeclared = ParityCheck.Check(target.Topology, emission, []).Differences
            .Where(difference => difference.Severity == DifferenceSeverity.Error)
            .Select(difference => $"parity: {difference.Subject} {difference.Leaf}: {difference.Reason} 'parity' shows all.");
        var programs = await Programs.FindAsync(context.Builder.Resources, cancellation);
        var results = await Task.WhenAll(ProgramInput.Of(target.Topology, emission).Where(input => input.Environment == target.Environment.Name && programs.ContainsKey(input.Workload)).Select(input => CheckAsync(programs[input.Workload], input, cancellation)));
        return [.. undeclared, .. results.SelectMany(Problems)];
    }

    private static async Task<ContractResult> CheckAsync(BuiltProgram program, ProgramInput input, CancellationToken cancellation) =>
        program.Problem.Length > 0
            ? new() { Workload = input.Workload, Environment = input.Environment, Status = ContractStatus.NotOurs, Note = program.Problem }
            : await ProgramCheck.RunAsync(program, input, cancellation);

    private static IEnumerable<string> Problems(ContractResult result) => result.Status switch
    {
        ContractStatus.Broken => result.Findings.Where(finding => finding.Kind != FindingKind.Promised).Select(finding => $"config contract: {result.Workload} {finding.Key}: {finding.Message} 'check-config' shows all."),
        ContractStatus.NotChecked => [$"config contract: {result.Workload} could not be asked: {result.Note}"],
        _ => [],
    };
}
