using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>How large volumes are in a cluster, which Aspire's model does not say.</summary>
public static class VolumeSizeAuthoring
{
    /// <summary>Size of the volumes of a workload; without it a <c>WithVolume</c> gets 1 GiB, and a PostgreSQL server 8 GiB. A claim that exists is not made smaller by Kubernetes.</summary>
    /// <param name="resource">The workload.</param>
    /// <param name="mebiBytes">MiB requested, above 0.</param>
    /// <param name="path">The target of one volume; all volumes of the workload without it.</param>
    public static IResourceBuilder<T> WithVolumeSize<T>(this IResourceBuilder<T> resource, int mebiBytes, string path = "") where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mebiBytes);
        return resource.WithAnnotation(new VolumeSizeAnnotation(path, mebiBytes));
    }
}
