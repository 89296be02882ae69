using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>How the pods of a workload end and who they run as.</summary>
public static class PodAuthoring
{
    /// <summary>How a replica is stopped in a cluster; without it 5 s and 15 s.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="delay">Between leaving the endpoints and the signal; the preStop sleep.</param>
    /// <param name="timeout">For requests in flight after the signal, a project's <c>Shutdown__Timeout</c>; the grace period exceeds the sum.</param>
    public static IResourceBuilder<T> WithShutdown<T>(this IResourceBuilder<T> resource, TimeSpan delay, TimeSpan timeout) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new ShutdownAnnotation(new(delay, timeout)), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>User and group of the process in a cluster; above 10000, and 10001 without it.</summary>
    public static IResourceBuilder<T> WithUser<T>(this IResourceBuilder<T> resource, int user) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new UserAnnotation(user), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>A folder that the program may write to; the rest of its file system is read-only, except <c>/tmp</c>. What must survive the pod is a volume: <c>WithVolume</c>.</summary>
    public static IResourceBuilder<T> WithScratchFolder<T>(this IResourceBuilder<T> resource, string path) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new FolderAnnotation(new Folder(path, 0)));
    }

    /// <summary>A call to a host outside of the cluster, which nothing else opens the network for.</summary>
    /// <param name="resource">The workload that calls.</param>
    /// <param name="name">What is called, for people: <c>payment provider</c>.</param>
    /// <param name="port">Port that is called.</param>
    public static IResourceBuilder<T> WithOutside<T>(this IResourceBuilder<T> resource, string name, int port = 443) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new OutsideAnnotation(new Outside(name, port)));
    }
}
