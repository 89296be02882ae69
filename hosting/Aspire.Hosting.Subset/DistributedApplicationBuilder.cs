using System.Reflection;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dcp;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationExecutionContextOptions _executionContextOptions;

    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables(prefix: "ASPIRE_");
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = configuration };
        BuilderObservation.Current?.OnConstructing(options, settings);
        _host = new HostApplicationBuilder(settings);
        HostLogging.Configure(_host);
        PublishingArguments.Map(_host.Configuration, options.Args ?? []);

        var project = AppHostProject.Of(options, _host.Environment);
        AppHostAssembly = project.Assembly;
        AppHostDirectory = project.Directory;
        _executionContextOptions = PublishingArguments.ExecutionContext(_host.Configuration);
        ExecutionContext = new DistributedApplicationExecutionContext(_executionContextOptions);
        DescribeAppHost(project, options);
        AddServices(options);
        Eventing.Subscribe<BeforeStartEvent>(EndpointTransports.MarkHttp2Async);
        Eventing.Subscribe<BeforeStartEvent>((start, _) => RandomPorts.ApplyAsync(start));
        if (options.ContainerRegistryOverride is { Length: > 0 } registry)
        {
            Eventing.Subscribe<BeforeStartEvent>((@event, _) => ContainerRegistryOverride.ApplyAsync(@event.Model, registry));
        }

        BuilderObservation.Current?.OnConstructed(this);
    }

    public IHostEnvironment Environment => _host.Environment;

    public ConfigurationManager Configuration => _host.Configuration;

    public IServiceCollection Services => _host.Services;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ModelValidation.CheckName(resource);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new DistributedApplicationResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        BuilderObservation.Current?.OnBuilding(this);
        ModelValidation.Check(Resources);
        var application = new DistributedApplication(_host.Build());
        _executionContextOptions.Services = application.Services;
        BuilderObservation.Current?.OnBuilt(application);
        return application;
    }

    private void DescribeAppHost(AppHostProject project, DistributedApplicationOptions options)
    {
        var configuredSha = Configuration["AppHostSha"];
        var pathSha = configuredSha ?? AppHostProject.Sha256(project.Path.ToLowerInvariant());
        var nameSha = configuredSha ?? AppHostProject.Sha256(project.Name);
        Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppHost:Directory"] = project.Directory,
            ["AppHost:Path"] = project.Path,
            ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? Environment.ApplicationName,
            ["AppHost:PathSha256"] = pathSha,
            ["AppHost:ProjectNameSha256"] = nameSha,
            ["AppHost:Sha256"] = ExecutionContext.IsPublishMode ? nameSha : pathSha,
        });
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(options);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(_ => new DistributedApplicationModel(Resources));
        Services.AddSingleton(services => new ResourceLoggerService { TimeProvider = services.GetRequiredService<TimeProvider>() });
        Services.AddSingleton<ResourceNotificationService>();
        Services.AddSingleton(services => new ResourceCommandService(
            services.GetRequiredService<ResourceNotificationService>(), services.GetRequiredService<ResourceLoggerService>(), services));

        // With a dashboard somebody can start the dependency again, so it is worth waiting on.
        Services.Configure<ResourceNotificationServiceOptions>(waits =>
            waits.DefaultWaitBehavior = options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        Services.AddHealthChecks();
        Services.AddHttpClient();
        Services.AddHostedService<LifecycleMessages>();
        if (ExecutionContext.IsPublishMode)
        {
            Services.AddHostedService<ManifestPublisher>();
            return;
        }

        Services.AddEventingSubscriber<ParameterStates>();
        Services.AddEventingSubscriber<OtlpSubscriber>();
        if (!options.DisableDashboard)
        {
            Services.AddDashboard(this, options);
        }

        if (options.EnableResourceLogging)
        {
            Services.AddHostedService<ResourceLogForwarding>();
        }

        Services.AddOrchestration(this, options);
    }
}
