using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>How many replicas of a workload run.</summary>
public static class ReplicasAuthoring
{
    /// <summary>A declared difference: <c>WithReplicas([("dev", 1), ("staging", 2), ("production", 4)], "dev is one small machine")</c>. A local run keeps Aspire's own <c>WithReplicas</c>.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="values">Replicas in every environment.</param>
    /// <param name="reason">Why they differ.</param>
    public static IResourceBuilder<T> WithReplicas<T>(this IResourceBuilder<T> resource, IEnumerable<(string Environment, int Replicas)> values, string reason) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new ReplicasAnnotation(PerEnvironment.Of(values, reason)), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>The same number of replicas in every environment, for containers, which Aspire's own <c>WithReplicas</c> does not take. A local run starts one.</summary>
    public static IResourceBuilder<ContainerResource> WithReplicas(this IResourceBuilder<ContainerResource> resource, int replicas)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new ReplicasAnnotation(PerEnvironment.Everywhere(replicas)), ResourceAnnotationMutationBehavior.Replace);
    }
}
