using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ServiceDefaults.Http;

namespace ServiceDefaults.Deadlines;

/// <summary>
/// Sets the deadline of a request: what its caller allows, at most <c>Http:RequestTimeout</c>. Where the caller's is shorter the request is
/// cancelled by it, because work that nobody waits for takes the place of work that somebody waits for.
/// </summary>
internal sealed class DeadlinePropagation(RequestDelegate next, ServerSettings settings, TimeProvider time, IProblemDetailsService problems)
{
    public Task InvokeAsync(HttpContext context)
    {
        var allowed = Deadline.Read(context.Request.Headers);
        var isShorter = allowed < settings.RequestTimeout;
        var limit = isShorter ? allowed!.Value : settings.RequestTimeout;
        Deadline.Current = new Deadline(time.GetTimestamp() + (long)(limit.TotalSeconds * time.TimestampFrequency), time);
        return isShorter && limit > TimeSpan.Zero ? Limited(context, limit) : next(context);
    }

    private async Task Limited(HttpContext context, TimeSpan limit)
    {
        var client = context.RequestAborted;
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, clock.Token);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (IsLate(context))
        {
        }
        finally
        {
            context.RequestAborted = client;
        }

        // Error handling further in has called the cancellation a client that left.
        if (IsLate(context) && context.Response is { HasStarted: false, StatusCode: StatusCodes.Status499ClientClosedRequest or StatusCodes.Status200OK or StatusCodes.Status500InternalServerError })
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            await problems.TryWriteAsync(new ProblemDetailsContext
            {
                HttpContext = context,
                ProblemDetails = new ProblemDetails { Status = StatusCodes.Status504GatewayTimeout, Detail = "The time that the caller allows is over." },
            });
        }

        bool IsLate(HttpContext _) => clock.IsCancellationRequested && !client.IsCancellationRequested;
    }
}
