using Parity.Model;

namespace Parity.Delivery;

/// <summary>What a real ingress answered to a row.</summary>
/// <param name="Row">Request and expectation.</param>
/// <param name="Status">HTTP status; 0 where nothing answered.</param>
/// <param name="Workload">Who answered, where the program says it; else empty.</param>
/// <param name="Took">From the intended moment of sending to the end of the answer.</param>
/// <param name="Failure">Why there is no answer; empty where there is one.</param>
public sealed record RouteAnswered(ExpectedRequest Row, int Status, string Workload, TimeSpan Took, string Failure)
{
    /// <summary>Header by which a program of this model says who it is.</summary>
    public const string WorkloadHeader = "x-workload";

    public bool IsUnreachable => Status == 0;

    /// <summary>Whether it counts as an error of the system: nothing answered, or it failed.</summary>
    public bool IsError => Status is 0 or >= 500;

    /// <summary>What is not as the route table says; empty where it is.</summary>
    public string Problem => this switch
    {
        { IsUnreachable: true } => $"no answer: {Failure}",
        { Row.Expected: Expectation.Answers answers } when Status != answers.Code => $"the ingress must answer {answers.Code} itself, the answer was {Said}",
        { Row.Expected: Expectation.Reaches reaches, IsError: true } => $"'{reaches.Workload}' must answer, the answer was {Said}",
        { Row.Expected: Expectation.Reaches reaches } when Workload.Length > 0 && Workload != reaches.Workload => $"'{reaches.Workload}' must answer, '{Workload}' did ({Status})",
        _ => "",
    };

    private string Said => Workload.Length > 0 ? $"{Status} of '{Workload}'" : $"{Status}";

    public override string ToString() => $"{Row.Request.Method} {Row.Request.Host}{Row.Request.Path}";
}
