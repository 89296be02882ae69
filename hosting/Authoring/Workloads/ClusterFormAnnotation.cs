using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>What a resource that is a program on this machine is in a cluster; what its author declares on it is added.</summary>
internal sealed class ClusterFormAnnotation(Workload workload) : IResourceAnnotation
{
    public Workload Workload { get; } = workload;
}
