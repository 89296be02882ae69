using Parity.Verification;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>A parity report as a table on a terminal and as lines elsewhere, the errors last, where one looks first.</summary>
internal static class ParityTable
{
    public static void Write(ParityReport report, VerbContext context)
    {
        if (context.Console.Profile.Out.IsTerminal) context.Print(Table(report));
        else Lines(report, context.Output);
        var errors = report.Differences.Count(difference => difference.Severity == DifferenceSeverity.Error);
        context.Output.WriteLine(errors == 0
            ? $"At parity: {report.Differences.Count} differences between {string.Join(", ", report.Environments)}, all explained ({report.Compared} leaves compared)."
            : $"Not at parity: {errors} of {report.Differences.Count} differences between {string.Join(", ", report.Environments)} are not explained.");
    }

    private static Table Table(ParityReport report)
    {
        var table = new Table().AddColumns("workload", "what");
        foreach (var environment in report.Environments) table.AddColumn(Markup.Escape(environment));
        table.AddColumn("reason");
        foreach (var difference in report.Differences.Reverse())
        {
            var colour = difference.Severity switch { DifferenceSeverity.Error => "red", DifferenceSeverity.Warning => "yellow", _ => "default" };
            string[] cells = [difference.Subject, difference.Leaf, .. report.Environments.Select(environment => Cell(difference, environment)), $"{difference.Kind.ToString().ToLowerInvariant()}: {difference.Reason}"];
            table.AddRow([.. cells.Select(cell => $"[{colour}]{Markup.Escape(cell)}[/]")]);
        }

        return table;
    }

    private static void Lines(ParityReport report, TextWriter output)
    {
        foreach (var difference in report.Differences.Reverse())
        {
            var values = string.Join(" ", report.Environments.Select(environment => $"{environment}={Cell(difference, environment)}"));
            output.WriteLine($"{difference.Severity.ToString().ToLowerInvariant()} {difference.Kind.ToString().ToLowerInvariant()}: {difference.Subject}: {difference.Leaf}: {values}: {difference.Reason}");
        }
    }

    private static string Cell(Difference difference, string environment) =>
        difference.Values.TryGetValue(environment, out var value) ? value.Length == 0 ? "(empty)" : value.ReplaceLineEndings(" ") : "(absent)";
}
