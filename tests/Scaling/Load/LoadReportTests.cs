using System.Text.Json;
using System.Xml.Linq;
using Parity.Load;

namespace Scaling.Load;

public class LoadReportTests
{
    private static readonly LoadReport Report = new()
    {
        Name = "rush & <more>",
        Target = new("http://localhost:8080"),
        Profile = "step",
        StartedAt = DateTimeOffset.UnixEpoch,
        Seconds = 2,
        Intended = 300,
        Answered = 300,
        Errors = 3,
        ErrorKinds = new Dictionary<string, long> { ["status 503"] = 3 },
        Latency = new(12, 10, 20, 30, 40, 50, 60),
        Scenarios = [new("/", 300, 3, new(12, 10, 20, 30, 40, 50, 60))],
        Timeline = [new(0, 100, 100, 0, 10, 20, 1, 2, null), new(1, 200, 200, 3, 10, 60, 4, 3, null)],
        Objectives = [new("p95 ms", 25, 30), new("errors %", 1, 1)],
        GeneratorMicroseconds = 20,
    };

    [Fact]
    public void A_report_is_read_as_it_was_written() => Assert.Equal(Report.ToJson(), LoadReport.Read(Report.ToJson()).ToJson());

    [Fact]
    public void A_report_is_a_trace_of_what_was_due() => Assert.Equal([100, 200], Report.ToTrace().Rates);

    [Fact]
    public void A_missed_objective_is_a_failed_test()
    {
        var suite = XDocument.Parse(JUnitReport.Of(Report)).Root!.Element("testsuite")!;

        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Equal("p95 ms was 30, the limit is 25", suite.Descendants("failure").Single().Attribute("message")!.Value);
    }

    [Fact]
    public void The_summary_has_the_metrics_that_GitLab_compares()
    {
        using var summary = JsonDocument.Parse(GitLabSummary.Of(Report));
        var metrics = summary.RootElement.GetProperty("metrics");

        Assert.Equal(150, metrics.GetProperty("http_reqs").GetProperty("rate").GetDouble());
        Assert.Equal(30, metrics.GetProperty("http_req_waiting").GetProperty("p(95)").GetDouble());
        Assert.Equal(0.99, metrics.GetProperty("checks").GetProperty("value").GetDouble());
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere_and_shows_runs_side_by_side()
    {
        var page = XDocument.Parse(HtmlReport.Of(Report with { Name = "before" }, Report).Replace("<!doctype html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal));

        Assert.Equal(["before", "rush & <more>"], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal(8, page.Descendants("svg").Count()); // no queue: two runs of four
        Assert.Equal([], page.Descendants().SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "src" or "href"));
    }
}
