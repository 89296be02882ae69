using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>What a workload is where its endpoints and waits do not say it.</summary>
public static class KindAuthoring
{
    /// <summary>A worker takes work itself: its endpoints are for probes and other workloads, and a route to it is refused.</summary>
    public static IResourceBuilder<T> AsWorker<T>(this IResourceBuilder<T> resource) where T : IComputeResource => resource.Declare(WorkloadKind.Worker);

    /// <summary>A job runs to its end once in each release. What others wait for with <c>WaitForCompletion</c> is one without this.</summary>
    public static IResourceBuilder<T> AsJob<T>(this IResourceBuilder<T> resource) where T : IComputeResource => resource.Declare(WorkloadKind.Job);

    private static IResourceBuilder<T> Declare<T>(this IResourceBuilder<T> resource, WorkloadKind kind) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new KindAnnotation(kind), ResourceAnnotationMutationBehavior.Replace);
    }
}
