using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace Ingress.Proxy;

/// <summary>
/// Tries again where that is declared or harmless. A replica that refused the connection has seen nothing, so an idempotent request
/// without a body goes to another one. Any other failure is repeated only as often as the route declares, and only GET, HEAD and OPTIONS.
/// </summary>
internal static class Attempts
{
    private const int OtherReplicas = 3;

    public static async Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        var proxy = context.GetReverseProxyFeature();
        var untried = proxy.AvailableDestinations;
        var refusals = 0;
        var retries = Repeats(context);
        while (true)
        {
            context.Features.Set(new AttemptsLeft(retries));
            await next();
            if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
            var error = context.GetForwarderErrorFeature();
            if (error is null && context.Features.Get<AttemptsLeft>() is not { Failed: true }) return;
            var others = untried.Where(destination => destination != proxy.ProxiedDestination).ToArray();
            if (RefusalPolicy.IsRefusal(error) && others.Length > 0 && refusals < OtherReplicas && IsHarmless(context)) refusals++;
            else if (retries-- <= 0) break;

            untried = others.Length > 0 ? others : proxy.AllDestinations;
            if (untried.Count == 0) break;
            context.Response.Clear();
            context.Features.Set<IForwarderErrorFeature>(null);
            proxy.AvailableDestinations = untried;
        }

        if (context.GetForwarderErrorFeature() is { } failure) await ReportAsync(context, failure);
    }

    private static Task ReportAsync(HttpContext context, IForwarderErrorFeature failure)
    {
        var workload = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        if (ClientFault(failure.Exception) is { } fault)
            return Problem.WriteAsync(context, fault.StatusCode, fault.StatusCode == StatusCodes.Status408RequestTimeout ? "The request's body came too slowly." : "The request's body is not what its headers say.");
        return failure.Error == ForwarderError.NoAvailableDestinations
            ? Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"No replica of '{workload}' is ready.")
            : Problem.WriteAsync(context, StatusCodes.Status502BadGateway, RefusalPolicy.IsRefusal(failure)
                ? $"A replica of '{workload}' refused the connection."
                : $"A replica of '{workload}' broke the connection off.");
    }

    // Where a body cannot be read to its end, YARP holds the client's failure beside that of the request which it broke.
    private static BadHttpRequestException? ClientFault(Exception? exception) => exception switch
    {
        BadHttpRequestException fault => fault,
        AggregateException several => several.InnerExceptions.Select(ClientFault).FirstOrDefault(fault => fault is not null),
        _ => exception?.InnerException is { } inner ? ClientFault(inner) : null,
    };

    // RFC 9110, 9.2.2; a body that has been read cannot be sent again.
    private static bool IsHarmless(HttpContext context) =>
        context.Request.Method is "GET" or "HEAD" or "OPTIONS" or "TRACE" or "PUT" or "DELETE" && !HasBody(context);

    private static int Repeats(HttpContext context) =>
        context.Request.Method is "GET" or "HEAD" or "OPTIONS" && !HasBody(context) ? context.Features.GetRequiredFeature<SelectedRoute>().Route.Retries : 0;

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
}

/// <summary>What the response transform needs to hold back an answer that will be asked for again.</summary>
internal sealed record AttemptsLeft(int Count)
{
    public bool Failed { get; set; }
}
