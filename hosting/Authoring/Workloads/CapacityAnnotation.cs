using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>The declared capacity of one replica.</summary>
internal sealed class CapacityAnnotation(PerEnvironment<Capacity> value) : IResourceAnnotation
{
    public PerEnvironment<Capacity> Value { get; } = value;
}
