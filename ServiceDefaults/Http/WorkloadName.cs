using Microsoft.AspNetCore.Builder;

namespace ServiceDefaults.Http;

/// <summary>Says who answers, to those who ask with the header <c>x-workload</c>: so <c>verify</c> holds a real ingress against the route table.</summary>
internal static class WorkloadName
{
    private const string Header = "x-workload";

    public static void UseWorkloadName(this WebApplication app)
    {
        if (app.Configuration["OTEL_SERVICE_NAME"] is not { Length: > 0 } name) return;
        app.Use((context, next) =>
        {
            // As the response starts: an error handler clears what was set before, and a proxy has the name of whom it asked by then.
            if (context.Request.Headers.ContainsKey(Header))
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.TryAdd(Header, name);
                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }
}
