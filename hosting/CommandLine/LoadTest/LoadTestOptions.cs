using System.CommandLine;

namespace Parity.CommandLine;

/// <summary>What a person may say about a load test.</summary>
internal sealed class LoadTestOptions
{
    private readonly Option<string> profile = new("--profile") { Description = "burst, step, ramp, sustained, spike, sawtooth, constant; a file of lines 'seconds,requests per second'; or the JSON report of an earlier run", DefaultValueFactory = _ => "step" };
    private readonly Option<string?> target = new("--target") { Description = "URL to send to: loopback, or the host of an environment" };
    private readonly Option<string?> environment = new("--environment") { Description = "The environment whose host is the target" };
    private readonly Option<double> rate = new("--rate") { Description = "Requests per second before the rise of a profile", DefaultValueFactory = _ => 20 };
    private readonly Option<double> factor = new("--factor") { Description = "Peak of a profile as a multiple of that", DefaultValueFactory = _ => 10 };
    private readonly Option<double> duration = new("--duration") { Description = "Seconds after which it ends at the latest, up to 7200", DefaultValueFactory = _ => 180 };
    private readonly Option<long> maxRequests = new("--max-requests") { Description = "Requests after which it ends", DefaultValueFactory = _ => 500_000 };
    private readonly Option<string?> scenarios = new("--scenarios") { Description = "JSON array of {name, path, weight, method, body, headers}; otherwise AppHost/loadtest.json" };
    private readonly Option<bool> independent = new("--independent") { Description = "Requests come at random, as people do, instead of evenly" };
    private readonly Option<string?> workload = new("--workload") { Description = "The workload whose replicas are shown and whose capacity is measured (local system)" };
    private readonly Option<double?> p95 = new("--p95") { Description = "Objective: milliseconds that 95 % of the requests stay within" };
    private readonly Option<double?> p99 = new("--p99") { Description = "Objective: milliseconds that 99 % of the requests stay within" };
    private readonly Option<double> errorLimit = new("--errors") { Description = "Objective: percent of the requests that may fail", DefaultValueFactory = _ => 0.1 };
    private readonly Option<string?> name = new("--name") { Description = "What the run is called in reports; otherwise the profile" };
    private readonly Option<string?> output = new("--output") { Description = "Folder for report.json, report.html, junit.xml and load-performance.json (GitLab)" };
    private readonly Option<string?> compare = new("--compare") { Description = "JSON report of an earlier run to stand beside this one" };
    private readonly Option<bool> json = new("--json") { Description = "Print the report as JSON" };

    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { profile, target, environment, rate, factor, duration, maxRequests, scenarios, independent, workload, p95, p99, errorLimit, name, output, compare, json })
            command.Options.Add(option);
        return command;
    }

    public LoadTestRequest Read(ParseResult arguments, List<string> errors)
    {
        var request = new LoadTestRequest
        {
            Profile = arguments.GetValue(profile)!,
            Target = arguments.GetValue(target),
            Environment = arguments.GetValue(environment),
            Rate = arguments.GetValue(rate),
            Factor = arguments.GetValue(factor),
            Duration = arguments.GetValue(duration),
            MaxRequests = arguments.GetValue(maxRequests),
            Scenarios = arguments.GetValue(scenarios),
            Independent = arguments.GetValue(independent),
            Workload = arguments.GetValue(workload),
            P95 = arguments.GetValue(p95),
            P99 = arguments.GetValue(p99),
            ErrorPercent = arguments.GetValue(errorLimit),
            Name = arguments.GetValue(name),
            Output = arguments.GetValue(output),
            Compare = arguments.GetValue(compare),
            Json = arguments.GetValue(json),
        };
        errors.AddRange(request.Errors());
        return request;
    }
}
