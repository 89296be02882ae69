using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>
/// A PostgreSQL server. Locally it is the <c>postgres</c> program with its data under the AppHost's data folder, listening on loopback only;
/// in a manifest it is a container.
/// </summary>
public sealed class PostgresServerResource(string name, ParameterResource password) : ExecutableResource(name, "/bin/sh", "."), IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";
    internal const string UserName = "postgres";

    /// <summary>The superuser's password; a secret, made on the first start and kept beside the data.</summary>
    public ParameterResource Password { get; } = password;

    /// <summary>Where the server listens.</summary>
    public EndpointReference Endpoint => new(this, EndpointName);

    /// <summary>An Npgsql connection string without a database.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)};Username={UserName};Password={Password}");
}
