using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parity.Model;

/// <summary>One row of a request table.</summary>
/// <param name="Request">The request as a client sends it.</param>
/// <param name="Expected">What must come of it.</param>
/// <param name="ExpectedPath">The path the backend must see; empty where the row says nothing about it.</param>
public sealed record ExpectedRequest(RouteRequest Request, Expectation Expected, string ExpectedPath)
{
    /// <summary>Whether an answer is the expected one.</summary>
    public bool Holds(RouteAnswer answer) => (Expected, answer) switch
    {
        (Expectation.Reaches reaches, RouteAnswer.Forward forward) =>
            forward.Workloads.Contains(reaches.Workload) && (ExpectedPath.Length == 0 || RequestPath.Normalize(ExpectedPath) == forward.Path),
        (Expectation.Answers answers, RouteAnswer.Status status) => answers.Code == status.Code,
        _ => false,
    };
}

/// <summary>What a row expects.</summary>
public abstract record Expectation
{
    private Expectation()
    {
    }

    /// <summary>The request reaches this workload.</summary>
    public sealed record Reaches(string Workload) : Expectation;

    /// <summary>The ingress itself answers with this status.</summary>
    public sealed record Answers(int Code) : Expectation;
}

internal static partial class RequestJson
{
    public static ExpectedRequest? Read(ElementReader element, string subject, List<Diagnostic> diagnostics)
    {
        if (!element.IsObject) return null;
        var before = diagnostics.Count;
        var request = new RouteRequest(element.Text("method") ?? "GET", element.Text("host") ?? "localhost", element.Text("path") ?? "/", element.Pairs("headers"));
        var (expected, path) = (Expected(element.Any("expect")), element.Text("expectPath") ?? "");
        if (expected is null) diagnostics.Add(Diagnostic.Error("ROUTE-022", subject, "it does not say what it expects.", "Add \"expect\": \"<workload>\" or \"expect\": 404."));
        foreach (var (field, value) in Unsendable(request)) diagnostics.Add(Diagnostic.Error("ROUTE-023", subject, $"'{field}' is '{value}', which no request can have.", "Write the path from its slash on, other letters than ASCII percent-encoded; method, host and headers as a client sends them."));
        element.End();
        return expected is null || diagnostics.Skip(before).Any(diagnostic => diagnostic.Severity == Severity.Error) ? null : new ExpectedRequest(request, expected, path);
    }

    private static Expectation? Expected(JsonElement? expect) => expect switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var code) && IsStatus(code) => new Expectation.Answers(code),
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && IsStatus(code) => new Expectation.Answers(code),
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } workload => new Expectation.Reaches(workload),
        _ => null,
    };

    private static bool IsStatus(int code) => code is >= 100 and <= 599;

    private static IEnumerable<(string Field, string Value)> Unsendable(RouteRequest request)
    {
        if (!Token().IsMatch(request.Method)) yield return ("method", request.Method);
        if (!Host().IsMatch(request.Host)) yield return ("host", request.Host);
        if (!Target().IsMatch(request.Path)) yield return ("path", request.Path);
        foreach (var header in request.Headers.Where(header => !Token().IsMatch(header.Key) || !HeaderValue().IsMatch(header.Value))) yield return ($"headers.{header.Key}", header.Value);
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+\-.^_`|~]+\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[A-Za-z0-9._~%\-\[\]:]+\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"^/[\x21-\x7e]*\z")]
    private static partial Regex Target();

    [GeneratedRegex(@"^[\x20-\x7e]*\z")]
    private static partial Regex HeaderValue();
}
