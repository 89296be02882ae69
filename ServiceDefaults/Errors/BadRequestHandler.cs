using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Errors;

/// <summary>What the framework refuses before a handler runs: malformed or missing JSON (with the field), a body over the limit, a wrong content type.</summary>
internal sealed partial class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Status(exception, httpContext.Request) is not { } status) return false;
        httpContext.Response.StatusCode = status;
        var problem = Field(exception) is { } field
            ? new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = ["The value is missing or not of the expected type."] })
            : new Microsoft.AspNetCore.Mvc.ProblemDetails();
        problem.Status = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    private static int? Status(Exception exception, HttpRequest request) => exception switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        // What the framework throws where a body of JSON is in an encoding that it does not know.
        InvalidOperationException or NotSupportedException or ArgumentException when RequestCharset.IsUnknown(request) => StatusCodes.Status415UnsupportedMediaType,
        _ => null,
    };

    private static string? Field(Exception exception) => exception switch
    {
        // "$.quantity" is the path of a field; "$" or nothing is the document itself.
        { InnerException: JsonException json } => json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body",
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest, InnerException: null } missing => Parameter().Match(missing.Message) is { Success: true } match ? Name(match) : null,
        _ => null,
    };

    private static string Name(Match match) => match.Groups["body"].Success ? "body" : match.Groups["name"].Value;

    // Required parameter "OrderRequest request" was not provided from body.
    // Implicit body inferred for parameter "request" but no body was provided. Did you mean to use a Service instead?
    // Failed to bind parameter "int page" from "x".
    [GeneratedRegex("parameter \"(?:[^\"]* )?(?<name>[^\" ]+)\"(?<body> was not provided from body| but no body was provided)?")]
    private static partial Regex Parameter();
}
