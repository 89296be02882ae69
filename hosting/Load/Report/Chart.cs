using System.Globalization;
using System.Net;
using System.Text;

namespace Parity.Load;

/// <summary>Lines over the seconds of a run as SVG; all runs of a page share both axes.</summary>
internal sealed record Chart(string Title, int Seconds, double Highest, IReadOnlyList<Series> Series)
{
    private const int Width = 640;
    private const int Height = 110;
    private const int Top = 16;

    public static Chart Of(string title, int seconds, IReadOnlyList<LoadReport> runs, params IReadOnlyList<Series> series) =>
        new(title, seconds, runs.SelectMany(run => run.Timeline).SelectMany(moment => series.Select(line => line.Of(moment) ?? 0)).DefaultIfEmpty(0).Max(), series);

    /// <summary>The drawing of one run; empty where nothing of it is known.</summary>
    public string For(LoadReport run)
    {
        if (!run.Timeline.Any(moment => Series.Any(line => line.Of(moment) is not null))) return "";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\"><text x=\"4\" y=\"12\">{WebUtility.HtmlEncode(Title)}, up to {Highest:0.##}</text><text x=\"{Width - 4}\" y=\"12\" text-anchor=\"end\">{Seconds} s</text>");
        foreach (var line in Series)
        {
            var points = string.Join(' ', run.Timeline.Where(moment => line.Of(moment) is not null).Select(moment => Point(moment.Second, line.Of(moment)!.Value)));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{line.Colour}\" stroke-width=\"1.5\" points=\"{points}\"><title>{WebUtility.HtmlEncode(line.Name)}</title></polyline>");
        }

        return svg.Append("</svg>").ToString();
    }

    private string Point(int second, double value)
    {
        var x = Seconds > 1 ? second * (double)Width / (Seconds - 1) : 0;
        var y = Height - 4 - (Highest > 0 ? value / Highest * (Height - Top - 4) : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{x:0.0},{y:0.0}");
    }
}

/// <summary>One line of a chart.</summary>
internal sealed record Series(string Name, string Colour, Func<Moment, double?> Of);
