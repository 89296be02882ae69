using System.Text.Json;
using System.Text.Json.Nodes;
using Parity.Model;
using Parity.Verification.Routing;
using Spectre.Console;

namespace Parity.CommandLine;

/// <summary>The answers of <c>check-routes</c>: a line a table, then every row that disagrees and everything that is not said natively.</summary>
internal static class RouteReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(VerbContext context, IReadOnlyList<CheckedTable> checks)
    {
        var table = new Table().AddColumn("table").AddColumn("rows");
        foreach (var target in checks[0].Targets) table.AddColumn(target.Target);
        foreach (var check in checks)
            table.AddRow([Markup.Escape(check.Table.Source), $"{check.Table.Requests.Count}", .. check.Targets.Select(target => Markup.Escape(Summary(target)))]);
        context.Print(table);
        foreach (var (check, target) in checks.SelectMany(check => check.Targets.Select(target => (check, target))))
        {
            // What was not asked is said once, with its remedy, before the answers.
            foreach (var diagnostic in target.Support is RouteSupport.Unchecked ? [] : target.Support.Diagnostics)
                context.Output.WriteLine($"{check.Table.Source}: {target.Target}: {Word(target.Support)} ({diagnostic.Code}): {diagnostic.Subject.Split(", ").Last()}: {diagnostic.Message}");
            foreach (var row in target.Disagreements)
                context.Output.WriteLine($"{check.Table.PlaceOf(row.Index)}: {target.Target}: requests[{row.Index}] {Request(row.Row.Request)}: expected {Expected(row.Row)}, got {row.Got}{(target.Holds ? " (approximated)" : "")}");
        }
    }

    public static string Json(IReadOnlyList<CheckedTable> checks) => new JsonObject
    {
        ["holds"] = checks.All(check => check.Targets.All(target => target.Holds)),
        ["tables"] = new JsonArray([.. checks.Select(check => new JsonObject
        {
            ["source"] = check.Table.Source,
            ["rows"] = check.Table.Requests.Count,
            ["targets"] = new JsonArray([.. check.Targets.Select(target => Json(check.Table, target))]),
        })]),
    }.ToJsonString(Indented);

    private static JsonObject Json(RequestTable table, RouteCheck target) => new()
    {
        ["target"] = target.Target,
        ["answer"] = Word(target.Support),
        ["holds"] = target.Holds,
        ["codes"] = new JsonArray([.. target.Support.Codes.Select(code => JsonValue.Create(code))]),
        ["diagnostics"] = new JsonArray([.. target.Support.Diagnostics.Select(diagnostic => JsonValue.Create(diagnostic.ToString()))]),
        ["disagreements"] = new JsonArray([.. target.Disagreements.Select(row => new JsonObject
        {
            ["row"] = row.Index,
            ["place"] = table.PlaceOf(row.Index),
            ["method"] = row.Row.Request.Method,
            ["host"] = row.Row.Request.Host,
            ["path"] = row.Row.Request.Path,
            ["headers"] = new JsonObject(row.Row.Request.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
            ["expected"] = Expected(row.Row),
            ["got"] = row.Got.ToString(),
        })]),
    };

    private static string Summary(RouteCheck target) => target switch
    {
        { Support: RouteSupport.Unchecked } => "not checked",
        { Support: RouteSupport.Refused } => $"refused: {string.Join(' ', target.Support.Codes)}",
        { Support: RouteSupport.Approximated } => $"approximated: {string.Join(' ', target.Support.Codes)}, {Rows(target)}",
        { Disagreements.Count: > 0 } => $"natively, {Rows(target)}",
        _ => "natively",
    };

    private static string Rows(RouteCheck target) => target.Disagreements.Count switch { 0 => "no row differs", 1 => "1 row differs", var count => $"{count} rows differ" };

    private static string Word(RouteSupport support) => support switch
    {
        RouteSupport.Unchecked => "unchecked",
        RouteSupport.Refused => "refused",
        RouteSupport.Approximated => "approximated",
        _ => "natively",
    };

    private static string Expected(ExpectedRequest row) => row.Expected switch
    {
        Expectation.Reaches reaches => row.ExpectedPath.Length == 0 ? reaches.Workload : $"{reaches.Workload} at {row.ExpectedPath}",
        Expectation.Answers answers => $"{answers.Code}",
        _ => "",
    };

    private static string Request(RouteRequest request) =>
        $"{request.Method} {request.Host} {request.Path}{string.Concat(request.Headers.Select(header => $" {header.Key}={header.Value}"))}";
}
