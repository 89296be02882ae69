using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>The declared replicas in environments.</summary>
internal sealed class ReplicasAnnotation(PerEnvironment<int> value) : IResourceAnnotation
{
    public PerEnvironment<int> Value { get; } = value;
}
