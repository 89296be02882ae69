using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Everybody who exports telemetry is told where to after all that the AppHost says: all projects, and what else has
/// WithOtlpExporter. A variable that the author set must not be found set already, nor the dashboard's key go elsewhere.
/// </summary>
internal sealed class OtlpSubscriber(IConfiguration configuration, IHostEnvironment environment) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            foreach (var resource in start.Model.Resources.Where(IsExporter))
                OtlpEnvironmentAnnotation.AddLast(resource, configuration, environment);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private static bool IsExporter(IResource resource) =>
        resource is ProjectResource || resource.Annotations.OfType<OtlpExporterAnnotation>().Any();
}
