namespace Aspire.Hosting.ApplicationModel;

public sealed class ResolvedEndpoint
{
    public required EndpointAnnotation Endpoint { get; init; }

    public ResolvedPort TargetPort { get; init; }

    public ResolvedPort ExposedPort { get; init; }
}
