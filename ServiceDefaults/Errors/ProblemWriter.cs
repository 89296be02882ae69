using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Errors;

/// <summary>
/// The framework's writer declines when the Accept header does not name JSON, and a plain text takes its place; this one,
/// asked after it, always writes.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        context.ProblemDetails.Status ??= context.HttpContext.Response.StatusCode;
        // The result's constructor fills in the title and type that belong to the status.
        var problem = TypedResults.Problem(context.ProblemDetails).ProblemDetails;
        problem.Extensions["traceId"] = Activity.Current?.Id ?? context.HttpContext.TraceIdentifier;
        return new ValueTask(context.HttpContext.Response.WriteAsJsonAsync(
            problem, problem.GetType(), options: null, "application/problem+json", context.HttpContext.RequestAborted));
    }
}
