using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

internal sealed class Queue(string name) : Resource(name), IResourceWithWaitSupport;

internal sealed class Database(string name, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    private EndpointReference Tcp => new(this, "tcp");

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host={Tcp.Property(EndpointProperty.Host)};Port={Tcp.Property(EndpointProperty.Port)};Username=postgres;Password={password}");

    public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{Tcp.Property(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{Tcp.Property(EndpointProperty.Port)}")),
        new("Password", ReferenceExpression.Create($"{password}")),
        new("Uri", ReferenceExpression.Create($"postgresql://postgres:{password:uri}@{Tcp.Property(EndpointProperty.HostAndPort)}")),
    ];
}

internal static class ConnectionStrings
{
    public static IResourceBuilder<T> WithConnectionStringNamed<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source) where T : IResourceWithEnvironment =>
        builder.WithEnvironment("REPORTS", source);
}
