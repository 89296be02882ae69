using Microsoft.AspNetCore.Mvc;

namespace Ingress.Proxy;

/// <summary>The ingress's own errors, as RFC 9457 problem details; what a backend answers is never touched.</summary>
internal static class Problem
{
    public static async Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        var problems = context.RequestServices.GetRequiredService<IProblemDetailsService>();
        var problem = new ProblemDetails { Status = status, Detail = detail };
        await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }
}
