using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Ingress.Proxy;

/// <summary>What changes between a client's request and the backend's: path, forwarded headers, and answers that are asked for again.</summary>
internal sealed class Transforms(IngressSettings settings) : ITransformProvider
{
    // Bytes that are under way before a service can have refused them.
    private const int LargeBody = 16 * 1024;

    private readonly ForwardedHeaders forwarded = new(settings.TrustedProxies);

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void Apply(TransformBuilderContext context)
    {
        context.UseDefaultForwarders = false;
        // Gateways keep the client's Host header (Envoy, nginx), so backends see here what they see there.
        context.AddOriginalHost();
        context.AddRequestTransform(Request);
        context.AddResponseTransform(Response);
    }

    private ValueTask Request(RequestTransformContext context)
    {
        var target = context.HttpContext.Features.GetRequiredFeature<SelectedRoute>().PathAndQuery;
        context.ProxyRequest.RequestUri = new Uri(context.DestinationPrefix.TrimEnd('/') + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        forwarded.Apply(context.HttpContext, context.ProxyRequest.Headers);
        // A service that will not read so much answers 413 and closes the connection; with the body half sent, that answer would be lost.
        if (context.HttpContext.Request.ContentLength > LargeBody) context.ProxyRequest.Headers.ExpectContinue = true;
        return ValueTask.CompletedTask;
    }

    private static ValueTask Response(ResponseTransformContext context)
    {
        if (context.HttpContext.Features.Get<AttemptsLeft>() is { Count: > 0 } attempts
            && context.ProxyResponse?.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
        {
            attempts.Failed = true;
            context.SuppressResponseBody = true;
        }

        return ValueTask.CompletedTask;
    }
}
