using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>The declared kind of a workload.</summary>
internal sealed class KindAnnotation(WorkloadKind kind) : IResourceAnnotation
{
    public WorkloadKind Kind { get; } = kind;
}
