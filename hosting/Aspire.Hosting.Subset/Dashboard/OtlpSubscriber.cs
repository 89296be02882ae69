using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Dashboard;

/// <summary>Every project sends its telemetry without a word from the AppHost's author; executables and containers only when told to.</summary>
internal sealed class OtlpSubscriber(IConfiguration configuration, IHostEnvironment environment) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            foreach (var project in start.Model.Resources.OfType<ProjectResource>().Where(project => !project.Annotations.OfType<OtlpExporterAnnotation>().Any()))
                OtlpConfigurationExtensions.AddOtlpEnvironment(project, configuration, environment);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }
}
