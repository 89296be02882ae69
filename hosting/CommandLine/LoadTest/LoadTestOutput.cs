using System.Globalization;
using Parity.Load;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>What a load test leaves: files, and a table or JSON.</summary>
internal static class LoadTestOutput
{
    public static void Write(LoadReport report, LoadReport? earlier, LoadTestRequest request, VerbContext context)
    {
        if (request.Output is { } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "report.json"), report.ToJson());
            File.WriteAllText(Path.Combine(folder, "report.html"), earlier is null ? HtmlReport.Of(report) : HtmlReport.Of(earlier, report));
            File.WriteAllText(Path.Combine(folder, "junit.xml"), JUnitReport.Of(report));
            File.WriteAllText(Path.Combine(folder, "load-performance.json"), GitLabSummary.Of(report));
        }

        if (request.Json)
        {
            context.Output.WriteLine(report.ToJson());
            return;
        }

        context.Print(Latencies(report, earlier));
        foreach (var (kind, count) in report.ErrorKinds.OrderByDescending(kind => kind.Value)) context.Output.WriteLine($"{kind}: {count}");
        foreach (var objective in report.Objectives)
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(objective.Holds ? "holds" : "missed")}: {objective.Name} {objective.Actual:0.###}, limit {objective.Limit:0.###}"));
        if (report.Capacity is { } capacity)
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A replica served up to {capacity.RequestsPerSecond:0.#} requests/s."));
        if (report.Bottleneck.Length > 0) context.Output.WriteLine(report.Bottleneck);
        if (request.Output is not null) context.Output.WriteLine($"Reports: {Path.GetFullPath(request.Output)}");
    }

    private static Table Latencies(LoadReport report, LoadReport? earlier)
    {
        var table = new Table().AddColumns("requests", "answered", "errors", "p50 ms", "p90 ms", "p95 ms", "p99 ms", "p99.9 ms", "max ms");
        foreach (var scenario in report.Scenarios) Row(table, scenario.Name, scenario.Answered, scenario.Errors, scenario.Latency);
        Row(table, report.Name, report.Answered, report.Errors, report.Latency);
        if (earlier is not null) Row(table, $"before: {earlier.Name}", earlier.Answered, earlier.Errors, earlier.Latency);
        return table;
    }

    private static void Row(Table table, string name, long answered, long errors, Latency latency) => table.AddRow(
        [Markup.Escape(name), Text(answered), Text(errors), Text(latency.P50), Text(latency.P90), Text(latency.P95), Text(latency.P99), Text(latency.P999), Text(latency.Max)]);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
