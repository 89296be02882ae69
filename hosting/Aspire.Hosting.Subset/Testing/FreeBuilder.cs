using System.Diagnostics;
using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>A builder without an entry point. The test's own assembly stands in for the AppHost's.</summary>
internal sealed class FreeBuilder : IDistributedApplicationTestingBuilder
{
    private readonly DistributedApplicationBuilder _inner;
    private DistributedApplication? _application;

    public FreeBuilder(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        var outer = BuilderObservation.Current;
        BuilderObservation.Current = new Observer(args, Caller(), configure);
        try
        {
            _inner = new DistributedApplicationBuilder(args);
        }
        finally
        {
            BuilderObservation.Current = outer;
        }
    }

    public ConfigurationManager Configuration => _inner.Configuration;

    public string AppHostDirectory => _inner.AppHostDirectory;

    public Assembly? AppHostAssembly => _inner.AppHostAssembly;

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => _inner.ExecutionContext;

    public IResourceCollection Resources => _inner.Resources;

    public IDistributedApplicationEventing Eventing => _inner.Eventing;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => _inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => _inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => _application = _inner.Build();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Build());
    }

    public void Dispose() => _application?.Dispose();

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The nearest assembly up the stack that knows the runtime, else the nearest that is not this one.</summary>
    private static Assembly Caller()
    {
        var callers = new StackTrace().GetFrames().Select(frame => frame.GetMethod()?.DeclaringType?.Assembly).OfType<Assembly>()
            .Where(assembly => assembly != typeof(FreeBuilder).Assembly && assembly != typeof(object).Assembly).Distinct().ToList();
        return callers.Find(assembly => assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(fact => string.Equals(fact.Key, "dcpclipath", StringComparison.OrdinalIgnoreCase)))
            ?? callers.FirstOrDefault() ?? Assembly.GetEntryAssembly() ?? typeof(FreeBuilder).Assembly;
    }

    private sealed class Observer(string[] args, Assembly appHost, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : IBuilderObserver
    {
        public void OnConstructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
            TestingDefaults.Apply(options, settings, args, appHost, configure);

        public void OnConstructed(DistributedApplicationBuilder builder)
        {
        }

        public void OnBuilding(DistributedApplicationBuilder builder)
        {
        }

        public void OnBuilt(DistributedApplication application)
        {
        }
    }
}
