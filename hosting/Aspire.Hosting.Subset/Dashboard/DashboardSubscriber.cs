using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Runtime;

namespace Aspire.Hosting.Dashboard;

/// <summary>Puts the dashboard into the model before anything starts, and follows it while it runs.</summary>
internal sealed class DashboardSubscriber(
    AspireBundle bundle,
    DashboardSettings settings,
    DashboardEnvironment environment,
    DashboardLogin login,
    DashboardLog log,
    IHostApplicationLifetime lifetime) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            var dashboard = start.Model.Resources.FirstOrDefault(resource => resource.Name == DashboardExecutable.Name)
                ?? DashboardExecutable.Create(bundle.RequireDashboard());
            DashboardExecutable.Configure(dashboard, settings);
            dashboard.Annotations.Add(new EnvironmentCallbackAnnotation(environment.SetAsync));

            // First, since it is the slowest to start and the first that its user looks for.
            start.Model.Resources.Remove(dashboard);
            start.Model.Resources.Insert(0, dashboard);

            eventing.Subscribe<ResourceReadyEvent>(dashboard, (_, _) => Follow(login.PrintAsync((IResourceWithEndpoints)dashboard, lifetime.ApplicationStopping)));
            return Follow(log.FollowAsync(lifetime.ApplicationStopping));
        });
        return Task.CompletedTask;
    }

    // Nothing may wait for these; what goes wrong in them has been logged by themselves.
    private static Task Follow(Task work) => work.IsFaulted ? work : Task.CompletedTask;
}
