using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public interface IComputeEnvironmentResource : IResource
{
    /// <summary>How the endpoint's host is written there; whoever deploys to an environment of its own kind says it.</summary>
    /// <exception cref="NotImplementedException">The environment does not override this. The type is the one of Aspire.</exception>
    ReferenceExpression GetHostAddressExpression(EndpointReference endpointReference) => throw new NotImplementedException(
        $"The compute environment '{Name}' does not say how endpoint '{endpointReference.EndpointName}' of '{endpointReference.Resource.Name}' is addressed. Override {nameof(GetHostAddressExpression)}.");

    /// <summary>Reached by the name that <see cref="GetHostAddressExpression"/> says, at the endpoint's own port or that of its scheme.</summary>
    ReferenceExpression GetEndpointPropertyExpression(EndpointReferenceExpression endpointReferenceExpression)
    {
        ArgumentNullException.ThrowIfNull(endpointReferenceExpression);
        var reference = endpointReferenceExpression.Endpoint;
        var endpoint = reference.EndpointAnnotation;
        return endpointReferenceExpression.Property switch
        {
            EndpointProperty.Url => IsPortOfScheme()
                ? ReferenceExpression.Create($"{endpoint.UriScheme}://{GetHostAddressExpression(reference)}")
                : ReferenceExpression.Create($"{endpoint.UriScheme}://{GetHostAddressExpression(reference)}:{Port()}"),
            EndpointProperty.Host or EndpointProperty.IPV4Host => GetHostAddressExpression(reference),
            EndpointProperty.HostAndPort => ReferenceExpression.Create($"{GetHostAddressExpression(reference)}:{Port()}"),
            EndpointProperty.Port => ReferenceExpression.Create($"{Port()}"),
            EndpointProperty.TargetPort when endpoint.TargetPort is { } port => ReferenceExpression.Create($"{Text(port)}"),
            EndpointProperty.TargetPort => ReferenceExpression.Create($"{new ContainerPortReference(reference.Resource)}"),
            EndpointProperty.Scheme => ReferenceExpression.Create($"{endpoint.UriScheme}"),
            EndpointProperty.TlsEnabled => ReferenceExpression.Create($"{(endpoint.TlsEnabled ? bool.TrueString : bool.FalseString)}"),
            var unknown => throw new InvalidOperationException($"The property '{unknown}' is not supported for the endpoint '{endpoint.Name}'."),
        };

        int? PortOfScheme() => endpoint.UriScheme.ToUpperInvariant() switch
        {
            "HTTP" => 80,
            "HTTPS" => 443,
            _ => null,
        };

        bool IsPortOfScheme() => PortOfScheme() is { } usual && (endpoint.Port ?? usual) == usual;

        string Port() => Text(endpoint.Port ?? PortOfScheme() ?? throw new InvalidOperationException($"Endpoint '{endpoint.Name}' must specify a port for scheme '{endpoint.UriScheme}'."));
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
