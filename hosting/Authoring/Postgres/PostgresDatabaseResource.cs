using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>One database of a <see cref="PostgresServerResource"/>; created when it is missing.</summary>
public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource server)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    /// <summary>The server that holds the database.</summary>
    public PostgresServerResource Parent { get; } = server;

    /// <summary>The name inside the server, which may differ from the resource's.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <summary>An Npgsql connection string to this database.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Parent};Database={DatabaseName}");
}
