using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Shutdown;

/// <summary>
/// The first step of the shutdown. Lifecycle services are told before any hosted service stops, so the server still
/// accepts while this one waits for load balancers to notice that the replica is unready.
/// </summary>
internal sealed class Drain(ShutdownSettings settings, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (settings.DrainDelay > TimeSpan.Zero)
            await Task.Delay(settings.DrainDelay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
