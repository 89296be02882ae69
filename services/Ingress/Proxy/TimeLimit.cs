namespace Ingress.Proxy;

/// <summary>Ends a request with 504 when its route's timeout has passed, whatever it was doing; a response under way is cut off.</summary>
internal sealed class TimeLimit(RequestDelegate next, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SelectedRoute>() is not { Route.Timeout: var timeout } || timeout == TimeSpan.Zero)
        {
            await next(context);
            return;
        }

        var client = context.RequestAborted;
        using var clock = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, clock.Token);
        // A connection that became a WebSocket is no longer a request.
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols) clock.CancelAfter(Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        });
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !client.IsCancellationRequested)
        {
            if (context.Response.HasStarted) context.Abort();
        }
        finally
        {
            context.RequestAborted = client;
        }

        if (clock.IsCancellationRequested && !client.IsCancellationRequested && !context.Response.HasStarted)
            await Problem.WriteAsync(context, StatusCodes.Status504GatewayTimeout, $"The request took longer than the {timeout.TotalSeconds:0.###} s that its route allows.");
    }
}
