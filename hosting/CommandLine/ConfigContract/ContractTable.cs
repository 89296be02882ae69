using Parity.Verification;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>The contracts as a matrix of workloads and environments, and each finding below it.</summary>
internal static class ContractTable
{
    public static void Write(string[] environments, IReadOnlyList<ContractResult> results, VerbContext context)
    {
        var rows = results.GroupBy(result => result.Workload).OrderBy(row => row.Key, StringComparer.Ordinal).ToArray();
        if (context.Console.Profile.Out.IsTerminal) context.Print(Table(environments, rows));
        else foreach (var row in rows) context.Output.WriteLine($"{row.Key}: {string.Join(", ", environments.Select(environment => $"{environment} {Cell(row, environment)}"))}");
        foreach (var line in Details(results)) context.Output.WriteLine(line);
        context.Output.WriteLine(Verdict(results));
    }

    private static Table Table(string[] environments, IEnumerable<IGrouping<string, ContractResult>> rows)
    {
        var table = new Table().AddColumn("workload");
        foreach (var environment in environments) table.AddColumn(Markup.Escape(environment));
        foreach (var row in rows) table.AddRow([Markup.Escape(row.Key), .. environments.Select(environment => $"[{Colour(row, environment)}]{Markup.Escape(Cell(row, environment))}[/]")]);
        return table;
    }

    private static string Cell(IEnumerable<ContractResult> row, string environment) => row.FirstOrDefault(result => result.Environment == environment) switch
    {
        null => "absent",
        { Status: ContractStatus.NotOurs } => "not checked: image not built here",
        { Status: ContractStatus.NotChecked } => "could not be checked",
        { Status: ContractStatus.Holds } holds => $"holds, {holds.Keys} keys{Count(holds, FindingKind.Promised)}",
        var broken => $"broken{Count(broken, FindingKind.Missing)}{Count(broken, FindingKind.Invalid)}{Count(broken, FindingKind.Unknown)}{Count(broken, FindingKind.Promised)}",
    };

    private static string Count(ContractResult result, FindingKind kind) =>
        result.Findings.Count(finding => finding.Kind == kind) is > 0 and var count ? $", {count} {kind.ToString().ToLowerInvariant()}" : "";

    private static string Colour(IEnumerable<ContractResult> row, string environment) => row.FirstOrDefault(result => result.Environment == environment)?.Status switch
    {
        ContractStatus.Holds => "green",
        ContractStatus.Broken or ContractStatus.NotChecked => "red",
        _ => "default",
    };

    // One line for a finding, with the environments that share it.
    private static IEnumerable<string> Details(IEnumerable<ContractResult> results)
    {
        var findings = results.SelectMany(result => result.Findings.Select(finding => (result.Workload, result.Environment, Text: $"{finding.Kind.ToString().ToLowerInvariant()} {finding.Key}: {finding.Message}")));
        var notes = results.Where(result => result.Note.Length > 0).Select(result => (result.Workload, result.Environment, Text: $"not checked: {result.Note}"));
        return findings.Concat(notes).GroupBy(line => (line.Workload, line.Text)).OrderBy(line => line.Key.Workload, StringComparer.Ordinal)
            .Select(line => $"{line.Key.Workload} ({string.Join(", ", line.Select(each => each.Environment))}): {line.Key.Text}");
    }

    private static string Verdict(IReadOnlyList<ContractResult> results)
    {
        var (holds, broken, failed) = (Number(ContractStatus.Holds), Number(ContractStatus.Broken), Number(ContractStatus.NotChecked));
        return $"{holds} hold, {broken} are broken, {failed} could not be checked, {Number(ContractStatus.NotOurs)} are of images not built here.";

        int Number(ContractStatus status) => results.Count(result => result.Status == status);
    }
}
