using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace ServiceDefaults.Http;

/// <summary>
/// Counts a body whose length nobody stated. The server's own limit closes the connection under whoever is still sending, and a proxy that sends all
/// before it reads loses the answer. Counted here, the server reads the rest and throws it away, for 5 s at most, and the 413 arrives.
/// </summary>
internal static class BodyLimit
{
    public static void UseBodyLimit(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength is null
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } limit } server)
        {
            server.MaxRequestBodySize = null;
            context.Request.Body = new LimitedBody(context.Request.Body, limit);
        }

        return next(context);
    });
}
