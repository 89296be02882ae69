namespace Aspire.Hosting.ApplicationModel;

internal static class EndpointTransports
{
    /// <summary>At the start rather than in AsHttp2Service, because endpoints may be added after it.</summary>
    public static Task MarkHttp2Async(BeforeStartEvent @event, CancellationToken cancellationToken)
    {
        foreach (var resource in @event.Model.Resources.Where(resource => resource.HasAnnotationOfType<Http2ServiceAnnotation>()))
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.UriScheme is "http" or "https"))
            {
                endpoint.Transport = "http2";
            }
        }

        return Task.CompletedTask;
    }
}
