using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Parity.Delivery;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary><c>verify</c>: the route table against an environment's real ingress, within a budget.</summary>
internal sealed class VerifyVerb : Verb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Option<string> environment = ClusterOptions.Environment();
    private readonly Option<int> seconds = new("--for") { Description = "Seconds to go on sending, at most 3600", DefaultValueFactory = _ => 30 };
    private readonly Option<double> rate = new("--rate") { Description = "Requests a second, at most 50", DefaultValueFactory = _ => 5 };
    private readonly Option<double> errors = new("--max-errors") { Description = "Percent of requests that may fail", DefaultValueFactory = _ => 0.5 };
    private readonly Option<double> latency = new("--max-p99") { Description = "Milliseconds that 99 of 100 requests stay below", DefaultValueFactory = _ => 1000 };
    private readonly Option<string> junit = JUnitFile.Option();
    private readonly Option<bool> json = new("--json") { Description = "Print JSON" };
    private readonly IngressOptions ingress = new();

    public VerifyVerb()
    {
        Command = new("verify", "Hold an environment's real ingress against the route table, and errors and latency over a time span against a budget") { environment, seconds, rate, errors, latency, junit, json };
        ingress.AddTo(Command);
    }

    public override Command Command { get; }

    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context, CancellationToken cancellation)
    {
        if (await DeliveryTarget.ReadAsync(context, arguments.GetValue(environment)!, cancellation) is not { } target || !ingress.TryRead(arguments, context, out var entrance)) return ExitCode.NotChecked;
        if (Wrong(arguments) is { Length: > 0 } wrong)
        {
            foreach (var one in wrong) await context.Error.WriteLineAsync(one);
            return ExitCode.NotChecked;
        }

        var rows = RouteRequests.Of(target.Topology.Routes, target.Environment);
        if (rows.Count == 0)
        {
            await context.Error.WriteLineAsync($"{target.Environment.Name}: there are no routes to ask for. Give the ingress a table with .WithRoutes(Routes.Table).");
            return ExitCode.NotChecked;
        }

        var address = entrance ?? IngressClient.EntranceOf(target.Environment);
        using var client = new IngressClient(address, ingress.TrustsAny(arguments), TimeProvider.System);
        var budget = new VerificationBudget(arguments.GetValue(errors), TimeSpan.FromMilliseconds(arguments.GetValue(latency)));
        var span = TimeSpan.FromSeconds(arguments.GetValue(seconds));
        await context.Error.WriteLineAsync($"{target.Environment.Name}: {rows.Count} requests to {address}, then {span.TotalSeconds:0} s of them");
        var report = await new RouteVerification(client, rows, TimeProvider.System).RunAsync(budget, span, arguments.GetValue(rate), cancellation);

        if (!await JUnitFile.WriteAsync(arguments.GetValue(junit)!, $"verify {target.Environment.Name}", Cases(report), context, cancellation)) return ExitCode.NotChecked;
        if (arguments.GetValue(json)) await context.Output.WriteLineAsync(JsonSerializer.Serialize(Json(target.Environment.Name, address, report), Indented));
        else if (!report.IsUnreachable) Print(context, target.Environment.Name, report);
        if (!report.IsUnreachable) return report.Holds ? ExitCode.Holds : ExitCode.DoesNotHold;
        await context.Error.WriteLineAsync($"{target.Environment.Name}: nothing answered at {address}: {report.Rows[0].Failure}. Name the ingress with --ingress URL.");
        return ExitCode.NotChecked;
    }

    private string[] Wrong(ParseResult arguments) =>
    [
        .. arguments.GetValue(seconds) is < 0 or > 3600 ? (string[])[$"--for {arguments.GetValue(seconds)}: it is a number of seconds from 0 to 3600."] : [],
        .. arguments.GetValue(rate) is not (> 0 and <= 50) ? (string[])[string.Create(CultureInfo.InvariantCulture, $"--rate {arguments.GetValue(rate)}: it is more than 0 and at most 50 requests a second; 'loadtest' sends more.")] : [],
        .. arguments.GetValue(errors) is not (>= 0 and <= 100) ? (string[])[string.Create(CultureInfo.InvariantCulture, $"--max-errors {arguments.GetValue(errors)}: it is a percentage from 0 to 100.")] : [],
        .. arguments.GetValue(latency) is not > 0 ? (string[])[string.Create(CultureInfo.InvariantCulture, $"--max-p99 {arguments.GetValue(latency)}: it is a number of milliseconds above 0.")] : [],
    ];

    private static void Print(VerbContext context, string environment, VerificationReport report)
    {
        var wrong = report.Rows.Where(row => row.Problem.Length > 0).ToArray();
        var table = new Table().AddColumns("request", "problem");
        foreach (var row in wrong) table.AddRow(Markup.Escape(row.ToString()), Markup.Escape(row.Problem));
        if (wrong.Length > 0) context.Print(table);
        var unnamed = report.Rows.Count(row => row.Status > 0 && row.Workload.Length == 0 && row.Row.Expected is Model.Expectation.Reaches);
        context.Output.WriteLine($"{environment}: {report.Rows.Count - wrong.Length} of {report.Rows.Count} requests are answered as the route table says{(unnamed == 0 ? "" : $"; {unnamed} answers do not name their workload")}");
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Sent} requests in {report.Span.TotalSeconds:0} s: {report.ErrorPercent:0.##} % failed (budget {report.Budget.ErrorPercent:0.##} %), p50 {report.P50.TotalMilliseconds:0.0} ms, p99 {report.P99.TotalMilliseconds:0.0} ms (budget {report.Budget.P99.TotalMilliseconds:0} ms)"));
        foreach (var (what, count) in report.Errors) context.Output.WriteLine($"  {count} x {what}");
    }

    private static IEnumerable<JUnitCase> Cases(VerificationReport report) =>
    [
        .. report.Rows.Select(row => new JUnitCase("routes", row.ToString(), row.Took, row.Problem)),
        new("budget", string.Create(CultureInfo.InvariantCulture, $"errors <= {report.Budget.ErrorPercent:0.##} %"), report.Span, report.IsUnreachable ? "nothing answered" : report.ErrorPercent <= report.Budget.ErrorPercent ? "" : string.Create(CultureInfo.InvariantCulture, $"{report.ErrorPercent:0.##} % of {report.Sent} requests failed")),
        new("budget", string.Create(CultureInfo.InvariantCulture, $"p99 <= {report.Budget.P99.TotalMilliseconds:0} ms"), report.Span, report.P99 <= report.Budget.P99 ? "" : string.Create(CultureInfo.InvariantCulture, $"p99 was {report.P99.TotalMilliseconds:0.0} ms")),
    ];

    private static object Json(string environment, Uri address, VerificationReport report) => new
    {
        environment,
        address,
        holds = report.Holds,
        rows = report.Rows.Select(row => new { request = row.ToString(), status = row.Status, workload = row.Workload, problem = row.Problem }),
        seconds = report.Span.TotalSeconds,
        sent = report.Sent,
        errorPercent = report.ErrorPercent,
        errors = report.Errors.ToDictionary(error => error.Key, error => error.Value),
        p50 = report.P50.TotalMilliseconds,
        p99 = report.P99.TotalMilliseconds,
        budget = new { errorPercent = report.Budget.ErrorPercent, p99 = report.Budget.P99.TotalMilliseconds },
    };
}
