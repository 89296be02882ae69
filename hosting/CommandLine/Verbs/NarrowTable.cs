using Spectre.Console;
using Spectre.Console.Rendering;

namespace Parity.CommandLine;

/// <summary>A table on a terminal that has no room for it: instead of breaking every word, one row after the other, a line for each column.</summary>
internal static class NarrowTable
{
    private const int Frame = 3; // a rule and a space on either side of each cell

    /// <summary>Whether each column has room for its longest word. What is one word in every row is then kept from breaking.</summary>
    public static bool Fits(Table table, IAnsiConsole console)
    {
        var options = RenderOptions.Create(console);
        var widths = table.Columns.Select((column, index) => Width(table.Rows.Select(row => row[index]).Prepend(column.Header), options)).ToList();
        foreach (var (column, width) in table.Columns.Zip(widths)) column.NoWrap |= width.Min == width.Max;
        return widths.Sum(width => width.Min + Frame) + 1 <= console.Profile.Width;
    }

    public static void Write(Table table, IAnsiConsole console)
    {
        if (table.Title is { } title) console.MarkupLine($"[bold]{title.Text}[/]");
        foreach (var row in table.Rows)
        {
            var grid = new Grid().AddColumn(new GridColumn().Padding(0, 0, 2, 0).NoWrap()).AddColumn();
            foreach (var (column, cell) in table.Columns.Zip(row).Where(pair => Width([pair.Second], RenderOptions.Create(console)).Max > 0)) grid.AddRow(column.Header, cell);
            console.Write(grid);
            console.WriteLine();
        }
    }

    private static Measurement Width(IEnumerable<IRenderable> cells, RenderOptions options)
    {
        var widths = cells.Select(cell => cell.Measure(options, int.MaxValue / 4)).ToList();
        return new(widths.Max(width => width.Min), widths.Max(width => width.Max));
    }
}
