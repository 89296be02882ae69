using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>Aspire model to Topology.</summary>
public static class TopologyReader
{
    /// <summary>Reads what the AppHost states, without starting anything; what stands against it is collected and given all at once.</summary>
    public static async Task<Authored> ReadAsync(IDistributedApplicationBuilder builder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var reading = new Reading(builder);
        var workloads = new List<Workload>();
        foreach (var resource in reading.Workloads) workloads.Add(await WorkloadReader.ReadAsync(reading, resource, cancellation).ConfigureAwait(false));
        reading.Report(Programs(builder, reading));

        var environments = DeclaredEnvironments.Of(builder);
        var topology = new Topology(environments.System, environments.All, [.. workloads], Routes(builder, reading));
        Sequence<Diagnostic> diagnostics = [.. reading.Diagnostics.Concat(topology.Check()).Distinct()];
        return new(diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error) ? null : topology, diagnostics) { Draft = topology };
    }

    private static RouteTable Routes(IDistributedApplicationBuilder builder, Reading reading)
    {
        var tables = builder.Resources.SelectMany(resource => resource.Annotations.OfType<RoutesAnnotation>()).ToArray();
        if (tables.Length > 1)
            reading.Report([Diagnostic.Error("ROUTE-014", "the AppHost", $"{tables.Length} resources have a route table.", "Call WithRoutes once: the system has one way in.")]);
        return tables.FirstOrDefault()?.Table ?? RouteTable.Of();
    }

    // The ingress of the model is left out here too: in an environment its gateway or controller takes its place.
    private static IEnumerable<Diagnostic> Programs(IDistributedApplicationBuilder builder, Reading reading) =>
        from resource in builder.Resources.OfType<ExecutableResource>()
        where !resource.IsExcludedFromPublish() && !reading.IsWorkload(resource) && !resource.HasAnnotationOfType<RoutesAnnotation>()
        select Diagnostic.Error("AUTHOR-001", $"resource '{resource.Name}'", "it is a program of this machine, which no cluster has.",
            "Use AddProject or AddContainer, or leave it to local runs with ExcludeFromManifest().");
}
