using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Errors;

/// <summary>What the framework refuses before a handler runs: malformed JSON (with the field), a body over the limit, a wrong content type.</summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refused) return false;
        httpContext.Response.StatusCode = refused.StatusCode;
        var problem = refused.InnerException is JsonException json
            ? new HttpValidationProblemDetails(new Dictionary<string, string[]> { [Field(json)] = ["The value is missing or not of the expected type."] })
            : new Microsoft.AspNetCore.Mvc.ProblemDetails();
        problem.Status = refused.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    // "$.quantity" is the path of a field; "$" or nothing is the document itself.
    private static string Field(JsonException json) => json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body";
}
