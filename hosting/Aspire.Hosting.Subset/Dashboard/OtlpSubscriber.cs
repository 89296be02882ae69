using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Dashboard;

/// <summary>Tells everybody who exports telemetry where to: all projects, and what else has WithOtlpExporter.</summary>
internal sealed class OtlpSubscriber(IConfiguration configuration, IHostEnvironment environment) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            foreach (var resource in start.Model.Resources.Where(IsExporter))
                resource.Annotations.Add(new EnvironmentCallbackAnnotation(context => OtlpEnvironment.Set(context, configuration, environment)));
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private static bool IsExporter(IResource resource) =>
        resource is ProjectResource || resource.Annotations.OfType<OtlpExporterAnnotation>().Any();
}
