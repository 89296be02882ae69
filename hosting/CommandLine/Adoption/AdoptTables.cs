using Parity.Verification.Adoption;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>What was found, as tables.</summary>
internal static class AdoptTables
{
    public static void Write(AdoptionResult result, VerbContext context)
    {
        if (result.Differences.Count > 0)
        {
            var table = Begin("Environments", ["severity", "category", "where", .. result.Environments]);
            foreach (var each in result.Differences) Row(table, [Text(each.Severity), each.Category, $"{each.Workload} {each.Path}", .. each.Values.Select(value => Text(value.Value))]);
            context.Print(table);
        }
        if (result.Pipelines.Count > 0)
        {
            var table = Begin("Pipelines", ["severity", "category", "where", .. result.Environments]);
            foreach (var each in result.Pipelines) Row(table, [Text(each.Severity), each.Category, each.Stage is null ? each.Step : $"{each.Stage}: {each.Step}", .. each.Values.Select(value => Text(value.Value))]);
            context.Print(table);
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
        var table = Begin($"What the model would change in {change.Environment}", ["severity", "category", "where", ModelChange.Today, ModelChange.Generated]);
        foreach (var each in change.Changes) Row(table, [Text(each.Severity), each.Category, $"{each.Workload} {each.Path}", .. each.Values.Select(value => Text(value.Value))]);
        context.Print(table);
    }

    private static Table Begin(string title, string[] columns) => new Table { Title = new TableTitle(Markup.Escape(title)) }.AddColumns([.. columns.Select(Markup.Escape)]);

    private static void Row(Table table, IEnumerable<string> cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

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
