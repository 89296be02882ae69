using System.Text;

namespace Parity.Verification.Adoption.Migration;

/// <summary>The plan as Markdown, for a merge request or a wiki.</summary>
public static class MarkdownReport
{
    /// <summary>The whole text.</summary>
    public static string Write(MigrationPlan plan)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(plan.Title).Append("\n\n| | |\n| --- | --- |\n");
        foreach (var (name, value) in plan.Summary) text.Append("| ").Append(Cell(name)).Append(" | ").Append(Cell(value)).Append(" |\n");
        for (var index = 0; index < plan.Phases.Count; index++) Write(text, plan.Phases[index], index + 1);
        if (plan.Unread.Count > 0)
        {
            text.Append("\n## What was read otherwise than expected\n\n");
            foreach (var each in plan.Unread) text.Append("- `").Append(each.File).Append(':').Append(each.Line).Append("` ").Append(each.Code).Append(": ").Append(Cell($"{each.Message} {each.Remedy}".TrimEnd())).Append('\n');
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, MigrationPhase phase, int number)
    {
        text.Append("\n## ").Append(number).Append(". ").Append(phase.Title).Append("\n\n").Append(phase.Why).Append("\n\n");
        foreach (var point in phase.Checklist) text.Append("- [ ] ").Append(Cell(point)).Append('\n');
        if (phase.Items.Count == 0) return;
        var names = phase.Items[0].Values.Select(value => value.Key).ToList();
        text.Append("\n| severity | where | ").Append(string.Join(" | ", names)).Append(" | what it means | accept: declare | or remove |\n|").Insert(text.Length, " --- |", names.Count + 5).Append('\n');
        foreach (var item in phase.Items)
        {
            text.Append("| ").Append(item.Severity.ToString().ToLowerInvariant()).Append(" | ").Append(Code(item.Subject));
            foreach (var (_, value) in item.Values) text.Append(" | ").Append(Code(value));
            text.Append(" | ").Append(Cell($"{item.Category}: {item.Note}")).Append(" | [ ] ").Append(Code(item.Accept)).Append(" | [ ] ").Append(Cell(item.Remove)).Append(" |\n");
        }
    }

    private static string Code(string text) => text.Length == 0 ? "" : $"`{Line(text).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Cell(string text) => Line(text).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Line(string text) => text.ReplaceLineEndings(" ");
}
