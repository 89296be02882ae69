using System.CommandLine;
using Parity.Model;

namespace Parity.CommandLine;

/// <summary>What a person may say about a simulation.</summary>
internal sealed class SimulationOptions
{
    private readonly Option<string?> trace = new("--trace", "--profile") { Description = "A profile (burst, step, ramp, sustained, spike, sawtooth), a file of lines 'seconds,requests per second', or the JSON report of a load test" };
    private readonly Option<string?> workload = new("--workload") { Description = "The workload of the model whose declaration is replayed" };
    private readonly Option<string?> environment = new("--environment") { Description = "Whose minimum and maximum hold; the last in the order of promotion where none is named" };
    private readonly Option<string[]> spec = new("--spec") { Description = "A HorizontalPodAutoscaler (autoscaling/v2, JSON) to compare with; may be repeated", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> report = new("--report") { Description = "JSON report of a load test: the capacity and start-up time of a replica are taken from it" };
    private readonly Option<double?> capacity = new("--capacity") { Description = "Requests per second that one replica can serve, instead of --report" };
    private readonly Option<double?> startUp = new("--start-up") { Description = "Seconds from the decision to the first request served, instead of --report" };
    private readonly Option<int?> concurrency = new("--concurrency") { Description = "Requests that one replica serves at the same time" };
    private readonly Option<double?> rate = new("--rate") { Description = "Requests per second before the rise of a profile; otherwise what two replicas carry" };
    private readonly Option<double> factor = new("--factor") { Description = "Peak of a profile as a multiple of that", DefaultValueFactory = _ => 10 };
    private readonly Option<double> sync = new("--sync") { Description = "Seconds between two decisions", DefaultValueFactory = _ => 15 };
    private readonly Option<double> lag = new("--lag") { Description = "Seconds that the newest sample is old", DefaultValueFactory = _ => 15 };
    private readonly Option<double> p95 = new("--p95") { Description = "Objective: milliseconds that 95 % of the requests stay within", DefaultValueFactory = _ => 500 };
    private readonly Option<double> shed = new("--shed") { Description = "Objective: percent of the requests that may be turned away", DefaultValueFactory = _ => 0.1 };
    private readonly Option<bool> recommend = new("--recommend") { Description = "Print the declaration that keeps the objective at the least cost found" };

    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { trace, workload, environment, spec, report, capacity, startUp, concurrency, rate, factor, sync, lag, p95, shed, recommend })
            command.Options.Add(option);
        return command;
    }

    public SimulationRequest Read(ParseResult arguments, Sequence<Model.Environment> environments) => new()
    {
        Trace = arguments.GetValue(trace),
        Workload = arguments.GetValue(workload),
        Environment = arguments.GetValue(environment) ?? environments.MaxBy(one => one.Order)?.Name ?? "",
        Environments = [.. environments.OrderBy(one => one.Order).Select(one => one.Name)],
        Specifications = arguments.GetValue(spec) ?? [],
        Report = arguments.GetValue(report),
        Capacity = arguments.GetValue(capacity),
        StartUp = arguments.GetValue(startUp),
        Concurrency = arguments.GetValue(concurrency),
        Rate = arguments.GetValue(rate),
        Factor = arguments.GetValue(factor),
        Sync = arguments.GetValue(sync),
        Lag = arguments.GetValue(lag),
        P95 = arguments.GetValue(p95),
        ShedPercent = arguments.GetValue(shed),
        Recommend = arguments.GetValue(recommend),
    };
}
