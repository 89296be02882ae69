using Microsoft.AspNetCore.Mvc;

namespace Ingress.Proxy;

/// <summary>The ingress's own errors, as RFC 9457 problem details; what a backend answers is never touched.</summary>
internal static class Problem
{
    public static async Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        var problems = context.RequestServices.GetRequiredService<IProblemDetailsService>();
        var problem = new ProblemDetails { Status = status, Detail = detail };
        // The writer steps back where the client's Accept names neither JSON nor */*; the status alone says enough then.
        await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }
}
