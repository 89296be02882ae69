using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>Marks the ingress of the system and holds its route table.</summary>
public sealed class RoutesAnnotation(RouteTable table) : IResourceAnnotation
{
    public RouteTable Table { get; } = table;
}
