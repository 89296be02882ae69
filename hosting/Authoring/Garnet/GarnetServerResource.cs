using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>A Garnet server (Redis protocol), a cache whose content does not survive a restart. Listens on loopback only; in a manifest it is a container.</summary>
public sealed class GarnetServerResource(string name, ParameterResource password) : ExecutableResource(name, "dotnet", "."), IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";

    /// <summary>The password clients give; a secret, made on the first start.</summary>
    public ParameterResource Password { get; } = password;

    /// <summary>Where the server listens.</summary>
    public EndpointReference Endpoint => new(this, EndpointName);

    /// <summary>A StackExchange.Redis connection string.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"{Endpoint.Property(EndpointProperty.Host)}:{Endpoint.Property(EndpointProperty.Port)},password={Password}");
}
