using System.Text.Json;

namespace Parity.Load;

/// <summary>
/// The summary that GitLab's load performance widget compares between branches: the form of a k6 summary, of which it reads http_reqs,
/// http_req_waiting and checks. https://docs.gitlab.com/ci/testing/load_performance_testing/
/// </summary>
public static class GitLabSummary
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(LoadReport report)
    {
        var latency = new Dictionary<string, object>
        {
            ["avg"] = report.Latency.Mean,
            ["med"] = report.Latency.P50,
            ["max"] = report.Latency.Max,
            ["p(90)"] = report.Latency.P90,
            ["p(95)"] = report.Latency.P95,
        };
        var passes = report.Answered - report.Errors;
        return JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["metrics"] = new Dictionary<string, object>
                {
                    ["http_reqs"] = new { count = report.Answered, rate = report.Seconds > 0 ? Math.Round(report.Answered / report.Seconds, 3) : 0 },
                    ["http_req_duration"] = latency,
                    ["http_req_waiting"] = latency,
                    ["checks"] = new { passes, fails = report.Errors, value = report.Answered > 0 ? Math.Round((double)passes / report.Answered, 6) : 0 },
                },
            },
            Indented);
    }
}
