using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>One reading of an application: what becomes a workload, and what was found wrong so far.</summary>
internal sealed class Reading
{
    private readonly List<Diagnostic> diagnostics = [];
    private readonly Dictionary<IResource, EndpointTable> endpoints = [];
    private readonly HashSet<IResource> jobs;

    public Reading(IDistributedApplicationBuilder builder)
    {
        Builder = builder;
        Workloads = [.. builder.Resources.Where(IsWorkload)];
        jobs = [.. builder.Resources.SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>()).Where(wait => wait.WaitType == WaitType.WaitForCompletion).Select(wait => wait.Resource)];
    }

    public IDistributedApplicationBuilder Builder { get; }

    public IResource[] Workloads { get; }

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    public void Report(IEnumerable<Diagnostic> found) => diagnostics.AddRange(found);

    public void Error(string code, IResource resource, string message, string remedy) =>
        diagnostics.Add(Diagnostic.Error(code, $"workload '{resource.Name}'", message, remedy));

    /// <summary>Whether others wait for it to finish.</summary>
    public bool IsJob(IResource resource) => jobs.Contains(resource);

    public bool IsWorkload(IResource resource) =>
        !resource.IsExcludedFromPublish() && !resource.HasAnnotationOfType<RoutesAnnotation>()
        && (resource is ProjectResource or ContainerResource || resource.HasAnnotationOfType<ClusterFormAnnotation>());

    /// <summary>The ports of a workload in a cluster.</summary>
    public EndpointTable EndpointsOf(IResource resource)
    {
        if (!endpoints.TryGetValue(resource, out var table)) endpoints[resource] = table = EndpointTable.Read(this, resource);
        return table;
    }
}
