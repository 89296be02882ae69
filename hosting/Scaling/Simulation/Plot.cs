namespace Parity.Scaling.Simulation;

/// <summary>A series as one line of text: a column shows the highest value of its part, scaled to the highest of all.</summary>
internal static class Plot
{
    private const string Levels = " ▁▂▃▄▅▆▇█";

    public static string Line(IReadOnlyList<double> values, int width)
    {
        if (values.Count == 0) return "";
        width = Math.Min(width, values.Count);
        var highest = values.Max();
        return string.Create(width, (values, highest), static (line, state) =>
        {
            for (var column = 0; column < line.Length; column++)
            {
                var from = (int)((long)column * state.values.Count / line.Length);
                var to = (int)((long)(column + 1) * state.values.Count / line.Length);
                var value = 0.0;
                for (var i = from; i < to; i++) value = Math.Max(value, state.values[i]);
                line[column] = state.highest > 0 ? Levels[(int)Math.Ceiling(value / state.highest * (Levels.Length - 1))] : Levels[0];
            }
        });
    }
}
