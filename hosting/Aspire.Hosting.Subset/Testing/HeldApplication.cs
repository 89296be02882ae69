namespace Aspire.Hosting.Testing;

/// <summary>The application that an AppHost's entry point runs: starting is waiting for it, stopping ends the entry point.</summary>
internal sealed class HeldApplication(HeldFactory factory, DistributedApplication application) : DistributedApplication(application)
{
    public override Task StartAsync(CancellationToken cancellationToken = default) => factory.StartAsync(cancellationToken);

    public override async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        await application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task StopAsync(CancellationToken cancellationToken = default) => factory.DisposeAsync().AsTask().WaitAsync(cancellationToken);

    public override void Dispose()
    {
        factory.Dispose();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
