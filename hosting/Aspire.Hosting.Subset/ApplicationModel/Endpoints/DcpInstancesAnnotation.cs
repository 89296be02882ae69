namespace Aspire.Hosting.ApplicationModel;

/// <summary>The replicas of a resource as the orchestrator names them: catalog-x7f3a2, index 0.</summary>
internal sealed class DcpInstancesAnnotation(ImmutableArray<DcpInstance> instances) : IResourceAnnotation
{
    public ImmutableArray<DcpInstance> Instances { get; } = instances;
}

internal sealed record DcpInstance(string Name, string Suffix, int Index);
