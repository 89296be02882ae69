using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The Aspire dashboard in clusters; a local run has its own.</summary>
public static class DashboardAuthoring
{
    private const int FrontendPort = 18888;
    private const int TelemetryPort = 18889;

    /// <summary>
    /// Adds the dashboard to the environments, which send it telemetry with <c>Telemetry = new("http://&lt;name&gt;:18889")</c>; nothing is added to a local run.
    /// Look at it with <c>kubectl port-forward service/&lt;name&gt; 18888</c>; its log has the login.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the workload.</param>
    public static IResourceBuilder<ContainerResource> AddTelemetryDashboard(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ExecutionContext.IsRunMode) return builder.CreateResourceBuilder(new ContainerResource(name));
        return builder.AddContainer(name, "mcr.microsoft.com/dotnet/aspire-dashboard", "13.5")
            .WithHttpEndpoint(targetPort: FrontendPort, name: "http")
            .WithEndpoint(targetPort: TelemetryPort, name: "otlp", scheme: "http")
            .WithEndpoint("otlp", endpoint => endpoint.Transport = "http2")
            .WithHttpProbe(ProbeType.Readiness, "/", endpointName: "http")
            // Only workloads of the namespace reach the port, by its network policies; a browser still needs the login of the log.
            .WithEnvironment("Dashboard__Otlp__AuthMode", "Unsecured")
            .WithCapacity(cpu: 0.1, memoryMiB: 512);
    }
}
