using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the entry point of an AppHost; a derived class can take part in each step of it.</summary>
public class DistributedApplicationFactory : IDisposable, IAsyncDisposable
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lazy<EntryPoint> _running;
    private readonly Lazy<Task> _disposing;

    /// <summary>The AppHost of which <paramref name="entryPoint"/> is a type, without arguments.</summary>
    public DistributedApplicationFactory(Type entryPoint) : this(entryPoint, [])
    {
    }

    /// <summary>The AppHost of which <paramref name="entryPoint"/> is a type.</summary>
    public DistributedApplicationFactory(Type entryPoint, string[] args)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        TestingArguments.Check(args);
        _running = new(() => Run(entryPoint, args));
        _disposing = new(StopAsync);
    }

    /// <summary>Starts the AppHost, and ends when all of its hosted services have started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        EnsureRunning();
        await _started.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A client whose base address is an endpoint of the resource: the named one, else https, else http.</summary>
    public HttpClient CreateHttpClient(string resourceName, string? endpointName = default) => Started().CreateHttpClient(resourceName, endpointName);

    /// <summary>The connection string of a resource.</summary>
    public ValueTask<string?> GetConnectionString(string resourceName) => Started().GetConnectionStringAsync(resourceName);

    /// <summary>The address of an endpoint of a resource.</summary>
    public Uri GetEndpoint(string resourceName, string? endpointName = default) => Started().GetEndpoint(resourceName, endpointName);

    /// <summary>Stops the AppHost and everything that it runs.</summary>
    public virtual void Dispose()
    {
        _disposing.Value.GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose"/>
    public virtual async ValueTask DisposeAsync()
    {
        await _disposing.Value.ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    internal Task<DistributedApplicationBuilder> ResolveBuilderAsync(CancellationToken cancellationToken)
    {
        EnsureRunning();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    internal Task<DistributedApplication> ResolveApplicationAsync(CancellationToken cancellationToken)
    {
        EnsureRunning();
        return _application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Before the builder exists.</summary>
    protected virtual void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions)
    {
    }

    /// <summary>Before the AppHost has added anything.</summary>
    protected virtual void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>After the AppHost has added everything.</summary>
    protected virtual void OnBuilding(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>Before the application starts.</summary>
    protected virtual void OnBuilt(DistributedApplication application)
    {
    }

    private EntryPoint Run(Type entryPoint, string[] args)
    {
        var running = new EntryPoint(entryPoint, args, new Observer(this, entryPoint, args));
        running.Start();
        _ = running.Exit.ContinueWith(exit => Fail(exit.Exception?.GetBaseException() ?? new InvalidOperationException(
            $"The entry point of {entryPoint.Assembly.GetName().Name} has ended without starting a DistributedApplication.")), TaskScheduler.Default);
        return running;
    }

    private void EnsureRunning()
    {
        ObjectDisposedException.ThrowIf(_disposing.IsValueCreated, this);
        _ = _running.Value;
    }

    private DistributedApplication Started()
    {
        ObjectDisposedException.ThrowIf(_disposing.IsValueCreated, this);
        return _started.Task.IsCompletedSuccessfully ? _application.Task.Result : throw new InvalidOperationException("The application has not been started; call StartAsync first.");
    }

    private void Fail(Exception exception)
    {
        _builder.TrySetException(exception);
        _application.TrySetException(exception);
        _started.TrySetException(exception);
        // Nobody may be waiting for some of them.
        _ = (_builder.Task.Exception, _application.Task.Exception, _started.Task.Exception);
    }

    private async Task StopAsync()
    {
        if (!_running.IsValueCreated) return;
        Fail(new ObjectDisposedException(nameof(DistributedApplicationFactory)));
        if (!_application.Task.IsCompletedSuccessfully) return;

        var application = _application.Task.Result;
        var patience = application.Services.GetService<IOptions<HostOptions>>()?.Value.ShutdownTimeout ?? TimeSpan.FromSeconds(10);
        application.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        // The AppHost's own end, which disposes what it runs; what it throws then is its own affair.
        await _running.Value.Exit.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await application.DisposeAsync().AsTask().WaitAsync(patience).ConfigureAwait(false);
    }

    private sealed class Observer(DistributedApplicationFactory factory, Type entryPoint, string[] args) : IBuilderObserver
    {
        public void OnConstructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
            TestingDefaults.Apply(options, settings, args, entryPoint.Assembly, factory.OnBuilderCreating);

        public void OnConstructed(DistributedApplicationBuilder builder) => factory.OnBuilderCreated(builder);

        public void OnBuilding(DistributedApplicationBuilder builder)
        {
            factory._builder.TrySetResult(builder);
            factory.OnBuilding(builder);
        }

        public void OnBuilt(DistributedApplication application)
        {
            application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => factory._started.TrySetResult());
            factory.OnBuilt(application);
            factory._application.TrySetResult(application);
        }
    }
}
