using System.Text.Json;

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

internal static class RequestJson
{
    public static ExpectedRequest? Read(RequestElement element, string subject, List<Diagnostic> diagnostics)
    {
        Expectation? expected = element.Expect.ValueKind switch
        {
            JsonValueKind.Number when element.Expect.TryGetInt32(out var code) => new Expectation.Answers(code),
            JsonValueKind.String when int.TryParse(element.Expect.GetString(), out var code) => new Expectation.Answers(code),
            JsonValueKind.String => new Expectation.Reaches(element.Expect.GetString()!),
            _ => null,
        };
        if (expected is null)
        {
            diagnostics.Add(Diagnostic.Error("ROUTE-022", subject, "it does not say what it expects.", "Add \"expect\": \"<workload>\" or \"expect\": 404."));
            return null;
        }

        var headers = new Dictionary<string, string>(element.Headers ?? [], StringComparer.Ordinal);
        var request = new RouteRequest(element.Method ?? "GET", element.Host ?? "localhost", element.Path ?? "/", headers.ToMap(header => header.Key, header => header.Value));
        return new ExpectedRequest(request, expected, element.ExpectPath ?? "");
    }
}
