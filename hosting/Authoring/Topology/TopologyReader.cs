using Aspire.Hosting;
using Parity.Model;

namespace Parity.Authoring;

/// <summary>Aspire model to Topology.</summary>
public static class TopologyReader
{
    /// <summary>Reads what the AppHost states, without starting anything.</summary>
    public static Task<Authored> ReadAsync(IDistributedApplicationBuilder builder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(builder);
        cancellation.ThrowIfCancellationRequested();
        var workloads = builder.Resources.Count;
        return Task.FromResult(new Authored(null, [Diagnostic.Error("ENVIRONMENT-001", "the AppHost", $"{workloads} resources, but no environment to generate for.", "Add builder.AddEnvironments(…).")]));
    }
}
