using Microsoft.AspNetCore.Http.Features;

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
        // One source for both reasons: which it was, the client's token tells.
        using var clock = new CancellationTokenSource(timeout, time);
        await using var leaving = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), clock);
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }) StopWithUpgrade(context, clock);
        context.RequestAborted = clock.Token;
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

    // A connection that became a WebSocket is no longer a request.
    private static void StopWithUpgrade(HttpContext context, CancellationTokenSource clock) => context.Response.OnStarting(() =>
    {
        if (context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols) clock.CancelAfter(Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    });
}
