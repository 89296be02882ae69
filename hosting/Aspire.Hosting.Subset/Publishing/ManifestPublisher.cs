namespace Aspire.Hosting.Publishing;

internal sealed class ManifestPublisher : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}
