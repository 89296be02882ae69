using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Model;

namespace Aspire.Hosting;

/// <summary>Probes that Aspire has no words for: a connection, or a command in the container.</summary>
public static class ProbeAuthoring
{
    /// <summary>Asks the workload so in a cluster; a local run does not. What answers HTTP is probed with <c>WithHttpProbe</c>, which serves both.</summary>
    /// <param name="resource">The workload; it has at most one probe of each kind.</param>
    /// <param name="probe">For example <c>new(ProbeKind.Liveness, new ProbeCheck.Tcp("main"), TimeSpan.FromSeconds(10), 3)</c>.</param>
    public static IResourceBuilder<T> WithProbe<T>(this IResourceBuilder<T> resource, Probe probe) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(probe);
        return resource.WithAnnotation(new ClusterProbeAnnotation(Declared.Everywhere(probe)));
    }

    /// <summary>
    /// A declared difference: <c>WithProbe([("dev", patient), ("production", new(ProbeKind.Startup, …))], "dev's disks are slow")</c>. It takes the place of
    /// the probe of its kind that a health check would make.
    /// </summary>
    /// <param name="resource">The workload.</param>
    /// <param name="probes">A whole probe for every environment, all of one kind.</param>
    /// <param name="reason">Why they differ.</param>
    public static IResourceBuilder<T> WithProbe<T>(this IResourceBuilder<T> resource, IEnumerable<(string Environment, Probe Probe)> probes, string reason) where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.WithAnnotation(new ClusterProbeAnnotation(PerEnvironment.Of(probes, reason).Value));
    }
}
