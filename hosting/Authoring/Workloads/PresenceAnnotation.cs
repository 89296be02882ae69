using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>Where a workload exists.</summary>
internal sealed class PresenceAnnotation(PerEnvironment<bool> value) : IResourceAnnotation
{
    public PerEnvironment<bool> Value { get; } = value;
}
