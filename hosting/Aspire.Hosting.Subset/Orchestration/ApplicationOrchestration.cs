using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>The start and the end of a run.</summary>
internal sealed class ApplicationOrchestration(
    DcpHost dcp,
    ResourceEvents events,
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    ILoggerFactory loggerFactory,
    IServiceProvider services) : IHostedService, IDisposable
{
    private readonly ILogger _logger = loggerFactory.CreateLogger<DistributedApplication>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Replicas _replicas = new();
    private Task _run = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped while starting; the host goes on to stop.
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var replica in _replicas.All)
            replica.IsStopRequested = true;
        await _stopping.CancelAsync().ConfigureAwait(false);
        // What still exports its telemetry while it ends would wait for a dashboard that ends too.
        var stages = _replicas.All.GroupBy(r => r.Resource.Name == DashboardExecutable.Name).OrderBy(group => group.Key)
            .Select(group => group.Select(r => ReplicaProcess.IdOf(r, notifications)).OfType<int>().ToList()).ToList();
        await dcp.StopAsync(stages, Task.WhenAll(_replicas.All.Select(r => ReplicaProcess.EndOfAsync(r, notifications)))).ConfigureAwait(false);
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _stopped.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var connecting = dcp.ConnectAsync();
        foreach (var resource in model.Resources.Where(Replicas.IsRun))
            _replicas.Add(resource);
        events.Subscribe();
        await PublishInitialAsync(cancellationToken).ConfigureAwait(false);
        var connection = await connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        connection.Log.Start(loggerFactory.CreateLogger("Aspire.Hosting.Dcp"));
        var composition = new Composition(connection.Client, _replicas, model, loggerFactory, services);
        foreach (var resource in _replicas.Resources)
            LifecycleCommands.Add(resource, _replicas, composition.Lifecycle);
        _ = WatchDcpAsync(connection);
        _ = composition.WatchAsync(_stopped.Token);
        await AllocateAsync(composition, cancellationToken).ConfigureAwait(false);
        _run = Task.Run(() => RunAsync(composition), CancellationToken.None);
    }

    private async Task PublishInitialAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            var parent = ResourceFamily.ParentOf(resource);
            await notifications.PublishUpdateAsync(resource, snapshot => (snapshot with
            {
                State = Replicas.IsRun(resource) && resource.HasAnnotationOfType<ExplicitStartupAnnotation>() ? KnownResourceStates.NotStarted : snapshot.State,
                CreationTimeStamp = snapshot.CreationTimeStamp ?? DateTime.UtcNow,
                Relationships = ResourceSnapshots.Relationships(resource),
                Urls = [.. resource.Annotations.OfType<ResourceUrlAnnotation>().Select(url => ResourceUrls.Snapshot(url, isInactive: url.Endpoint is not null))],
                Properties = (parent is null ? snapshot.Properties : snapshot.Properties.Set(KnownProperties.Resource.ParentName, parent.InstanceNames().First())).SetProject(resource),
            }).WithHealthReports(Health.HealthChecks.Initial(resource))).ConfigureAwait(false);
            var initialize = new InitializeResourceEvent(resource, eventing, loggers, notifications, services);
            await eventing.PublishAsync(initialize, EventDispatchBehavior.NonBlockingConcurrent, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AllocateAsync(Composition composition, CancellationToken cancellationToken)
    {
        var allocations = _replicas.Resources.ToDictionary(r => r, r => composition.Services.AllocateAsync(r, _replicas.Of(r).Count, cancellationToken));
        await Task.WhenAll(allocations.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        // Callbacks may look at the endpoints of other resources, so all have their addresses before the first is told.
        await Task.WhenAll(allocations.Select(pair => composition.Startup.TellAllocatedAsync(pair.Key, pair.Value, cancellationToken))).ConfigureAwait(false);
    }

    private async Task RunAsync(Composition composition)
    {
        await Task.WhenAll(_replicas.Resources.Select(r => composition.Startup.StartAsync(r, _stopping.Token))).ConfigureAwait(false);
        if (!_stopping.IsCancellationRequested)
            await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), _stopping.Token).ConfigureAwait(false);
    }

    private async Task WatchDcpAsync(DcpConnection connection)
    {
        await connection.Exited.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_stopping.IsCancellationRequested)
            return;
        _logger.LogCritical("The orchestrator (DCP) has ended; the application cannot go on without it. {Reason}", connection.Exited.Exception?.GetBaseException().Message);
        Environment.ExitCode = 1;
        services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }
}
