using Parity.Model;

namespace Parity.Verification.Routing;

/// <summary>Request rows held against a target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Support">How it takes the table.</param>
/// <param name="Disagreements">The rows whose expectation it does not meet.</param>
public sealed record RouteCheck(string Target, RouteSupport Support, Sequence<RouteDisagreement> Disagreements)
{
    /// <summary>Whether nothing disagrees that was not announced: an approximation may, a native rendering may not. What was not asked disagrees with nothing.</summary>
    public bool Holds => Support is not RouteSupport.Native || Disagreements.Count == 0;

    public static RouteCheck Of(RenderedTarget target, IEnumerable<ExpectedRequest> rows) => new(
        target.Name,
        target.Support,
        target.Interpreter is null ? [] : Disagreeing(rows.Select(row => (row, target.Interpreter.Answer(row.Request)))));

    /// <summary>The rows whose outcome is not the expected one.</summary>
    public static Sequence<RouteDisagreement> Disagreeing(IEnumerable<(ExpectedRequest Row, Outcome Got)> answers) =>
        answers.Select((answer, index) => new RouteDisagreement(index, answer.Row, answer.Got)).Where(answer => !Meets(answer.Got, answer.Row)).ToSequence();

    private static bool Meets(Outcome outcome, ExpectedRequest row) => (row.Expected, outcome) switch
    {
        (Expectation.Reaches reaches, Outcome.Forwarded forwarded) =>
            forwarded.Shares.ContainsKey(reaches.Workload) && (row.ExpectedPath.Length == 0 || RequestPath.Normalize(row.ExpectedPath) == forwarded.Path),
        (Expectation.Answers answers, Outcome.Answered answered) => answers.Code == answered.Status,
        _ => false,
    };
}

/// <summary>A row and what came of it instead.</summary>
/// <param name="Index">Position among the table's requests, from 0.</param>
public sealed record RouteDisagreement(int Index, ExpectedRequest Row, Outcome Got);
