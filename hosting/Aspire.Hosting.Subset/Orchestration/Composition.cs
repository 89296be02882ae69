using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>The orchestrations of one run, put together once DCP is there.</summary>
internal sealed class Composition
{
    private readonly IReadOnlyList<Func<CancellationToken, Task>> _watches;

    public Composition(DcpClient client, Replicas replicas, DistributedApplicationModel model, ILoggerFactory loggerFactory, IServiceProvider services)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var eventing = services.GetRequiredService<IDistributedApplicationEventing>();
        var loggers = services.GetRequiredService<ResourceLoggerService>();
        var context = services.GetRequiredService<DistributedApplicationExecutionContext>();
        var console = loggerFactory.CreateLogger<DistributedApplication>();
        var diagnostics = loggerFactory.CreateLogger("Aspire.Hosting.Dcp");
        var family = new ResourceFamily(model);
        var states = new ReplicaStates(notifications, eventing, family, new FaultReport(loggers, console), services);
        var log = new ProcessLog(client, loggers);
        var urls = new ResourceUrls(context, loggers);
        var executables = new ExecutableOrchestration(client, replicas, states, log, new ProjectPrograms(new ProjectBuild(loggers)), context, loggers, diagnostics);
        var containers = new ContainerOrchestration(client, replicas, states, log, context, services.GetRequiredService<DcpHost>(), loggers, diagnostics);
        var endpoints = new EndpointOrchestration(client, replicas, states, urls, diagnostics);
        Services = new ServiceOrchestration(client, diagnostics);
        Lifecycle = new ReplicaLifecycle(replicas, [executables, containers], states, notifications, eventing, loggers, services);
        Startup = new ResourceStartup(replicas, Lifecycle, states, urls, family, notifications, eventing, loggers, services);
        _watches = replicas.Resources.Any(r => r.IsContainer())
            ? [Services.WatchAsync, executables.WatchAsync, endpoints.WatchAsync, containers.WatchAsync]
            : [Services.WatchAsync, executables.WatchAsync, endpoints.WatchAsync];
    }

    public ServiceOrchestration Services { get; }

    public ReplicaLifecycle Lifecycle { get; }

    public ResourceStartup Startup { get; }

    public Task WatchAsync(CancellationToken cancellationToken) => Task.WhenAll(_watches.Select(watch => Task.Run(() => watch(cancellationToken), cancellationToken)));
}
