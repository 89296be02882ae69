using System.Globalization;
using System.Net;
using System.Text;

namespace Parity.Load;

/// <summary>One page without anything from elsewhere: tables, and what happened over time on one axis; several runs stand side by side.</summary>
public static class HtmlReport
{
    private const string Style =
        """
        body{font:14px system-ui,sans-serif;margin:2rem;color:#222;background:#fff}table{border-collapse:collapse;margin:.5rem 0}
        th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ddd}th:first-child,td:first-child{text-align:left}
        .runs{display:grid;grid-template-columns:repeat(auto-fit,minmax(560px,1fr));gap:2rem}.bad{color:#b00020;font-weight:600}
        svg{width:100%;height:auto;background:#fafafa;border:1px solid #eee;margin-bottom:4px}text{font:11px system-ui,sans-serif;fill:#555}
        """;

    /// <summary>The page; a later run is compared with the first.</summary>
    public static string Of(params IReadOnlyList<LoadReport> runs)
    {
        var seconds = runs.Max(run => run.Timeline.Count);
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Load test</title><style>").Append(Style).Append("</style></head><body><h1>Load test</h1>");
        page.Append(Table(["", .. runs.Select(run => run.Name)], Figures.Select(figure => Row(figure.Name, runs, figure.Of))));
        page.Append("<div class=\"runs\">");
        foreach (var run in runs) Run(page, run, runs, seconds);
        return page.Append("</div></body></html>\n").ToString();
    }

    private static readonly (string Name, Func<LoadReport, double> Of)[] Figures =
    [
        ("requests/s", run => run.Seconds > 0 ? run.Answered / run.Seconds : 0),
        ("errors %", run => run.ErrorShare * 100),
        ("p50 ms", run => run.Latency.P50),
        ("p90 ms", run => run.Latency.P90),
        ("p95 ms", run => run.Latency.P95),
        ("p99 ms", run => run.Latency.P99),
        ("p99.9 ms", run => run.Latency.P999),
        ("max ms", run => run.Latency.Max),
    ];

    private static void Run(StringBuilder page, LoadReport run, IReadOnlyList<LoadReport> runs, int seconds)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(run.Name)}</h2><p>{Text(run.Profile)} against {Text(run.Target.ToString())}, {run.StartedAt:u}, {run.Seconds:0.0} s, {run.Intended} requests</p>");
        if (run.Bottleneck.Length > 0) page.Append("<p>").Append(Text(run.Bottleneck)).Append("</p>");
        page.Append(Chart.Of("requests/s: due, answered, errors", seconds, runs,
            new("due", "#999", moment => moment.Intended), new("answered", "#1769aa", moment => moment.Answered), new("errors", "#b00020", moment => moment.Errors)).For(run));
        page.Append(Chart.Of("latency ms: p50, p99", seconds, runs, new("p50", "#2e7d32", moment => moment.P50), new("p99", "#ef6c00", moment => moment.P99)).For(run));
        page.Append(Chart.Of("in flight", seconds, runs, new Series("in flight", "#6a1b9a", moment => moment.InFlight)).For(run));
        page.Append(Chart.Of("replicas", seconds, runs, new Series("replicas", "#00838f", moment => moment.Replicas)).For(run));
        page.Append(Chart.Of("queue depth", seconds, runs, new Series("queue", "#5d4037", moment => moment.Queue)).For(run));
        page.Append(Table(["objective", "limit", "actual"], run.Objectives.Select(objective => (IReadOnlyList<string>)[objective.Name + (objective.Holds ? "" : " (missed)"), Number(objective.Limit), Number(objective.Actual)])));
        page.Append(Table(["request", "answered", "errors", "p50 ms", "p95 ms", "p99 ms", "max ms"], run.Scenarios.Select(scenario => (IReadOnlyList<string>)
            [scenario.Name, Number(scenario.Answered), Number(scenario.Errors), Number(scenario.Latency.P50), Number(scenario.Latency.P95), Number(scenario.Latency.P99), Number(scenario.Latency.Max)])));
        page.Append("</section>");
    }

    private static IReadOnlyList<string> Row(string name, IReadOnlyList<LoadReport> runs, Func<LoadReport, double> of) =>
        [name, .. runs.Select((run, index) => index == 0 || of(runs[0]) <= 0 ? Number(of(run)) : $"{Number(of(run))} ({of(run) / of(runs[0]) * 100:0} %)")];

    private static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder("<table><tr>");
        foreach (var cell in head) table.Append("<th>").Append(Text(cell)).Append("</th>");
        table.Append("</tr>");
        foreach (var row in rows)
        {
            table.Append(row[0].EndsWith("(missed)", StringComparison.Ordinal) ? "<tr class=\"bad\">" : "<tr>");
            foreach (var cell in row) table.Append("<td>").Append(Text(cell)).Append("</td>");
            table.Append("</tr>");
        }

        return table.Append("</table>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
