using Parity.Verification.Adoption;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>What was found, as tables.</summary>
internal static class AdoptTables
{
    private const int NarrowestTable = 140;
    private static readonly string[] First = ["severity", "category", "where"];

    public static void Write(AdoptionResult result, VerbContext context)
    {
        if (result.Differences.Count > 0)
        {
            Print(context, "Environments", result.Environments, result.Differences.Select(each => new Line(each.Severity, each.Category, $"{each.Workload} {each.Path}", each.Values)));
        }
        if (result.Pipelines.Count > 0)
        {
            Print(context, "Pipelines", result.Environments, result.Pipelines.OrderByDescending(each => each.Severity).Select(each => new Line(each.Severity, each.Category, each.Stage is null ? each.Step : $"{each.Stage}: {each.Step}", each.Values)));
        }
        if (result.Rebuilds.Count > 0) context.Output.WriteLine($"built again instead of promoted: {string.Join(", ", result.Rebuilds.Select(each => $"{each.Environment} ({each.Stage})"))}");
        foreach (var change in result.Model) Write(change, context);
        var weighty = result.Differences.Count(each => each.Severity > Severity.Info);
        context.Output.WriteLine($"{result.Differences.Count} differences between {string.Join(", ", result.Environments)} ({weighty} of weight), {result.Pipelines.Count} between their pipelines, {result.Equal} places equal.");
    }

    private static void Write(ModelChange change, VerbContext context)
    {
        context.Output.WriteLine($"{change.Environment}: {change.OnlyRunning.Count} run and are not in the model ({List(change.OnlyRunning)}), {change.OnlyInModel.Count} only in the model ({List(change.OnlyInModel)}), {change.Changes.Count} changes, {change.Equal} equal.");
        if (change.OtherObjects.Count > 0) context.Output.WriteLine($"  not stated by the model: {List(change.OtherObjects)}");
        if (change.EqualWorkloads.Count > 0) context.Output.WriteLine($"  unchanged: {List(change.EqualWorkloads)}");
        foreach (var rule in change.Rules) context.Output.WriteLine($"  alike for all: {rule.Reason} ({rule.Workloads.Count}: {List(rule.Workloads)})");
        if (change.Changes.Count == 0) return;
        Print(context, $"What the model would change in {change.Environment}", [ModelChange.Today, ModelChange.Generated], change.Changes.Select(each => new Line(each.Severity, each.Category, $"{each.Workload} {each.Path}", each.Values)));
    }

    private sealed record Line(Severity Severity, string Category, string Where, IReadOnlyList<KeyValuePair<string, object?>> Values);

    private static void Print(VerbContext context, string title, IReadOnlyList<string> columns, IEnumerable<Line> lines)
    {
        if (context.Console.Profile.Out.IsTerminal && context.Console.Profile.Width < NarrowestTable)
        {
            PrintNarrow(context.Console, title, lines);
            return;
        }
        var table = new Table { Title = new TableTitle(Markup.Escape(title)) }.AddColumns([.. First.Concat(columns).Select(Markup.Escape)]);
        foreach (var line in lines) table.AddRow([.. new[] { Text(line.Severity), line.Category, line.Where }.Concat(line.Values.Select(value => Text(value.Value))).Select(Markup.Escape)]);
        context.Print(table);
    }

    // Six columns in eighty letters break every word: there the values stand below each other, those that are the same on one line.
    private static void PrintNarrow(IAnsiConsole console, string title, IEnumerable<Line> lines)
    {
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        foreach (var line in lines)
        {
            console.MarkupLineInterpolated($"{Text(line.Severity),-6} {line.Category}: [bold]{line.Where}[/]");
            var values = line.Values.GroupBy(value => Text(value.Value), StringComparer.Ordinal).Select(group => (Names: string.Join(", ", group.Select(each => each.Key)), group.Key)).ToList();
            var grid = new Grid().AddColumn(new GridColumn().Padding(7, 0, 2, 0).NoWrap()).AddColumn();
            foreach (var (names, text) in values) grid.AddRow(Markup.Escape(names), Markup.Escape(text));
            console.Write(grid);
        }
        console.WriteLine();
    }

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Text(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Text(object? value) => value switch
    {
        null => "-",
        bool truth => truth ? "true" : "false",
        IReadOnlyList<string> words => string.Join("\n", words),
        var other => Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
