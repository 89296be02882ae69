using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes aspire-manifest.json, the description of the application that azd and Aspirate deploy, then ends the program.</summary>
internal sealed class ManifestPublisher(IServiceProvider services, DistributedApplicationModel model, IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext context, IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<ManifestPublisher> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await PublishAsync(cancellationToken).ConfigureAwait(false);
        lifetime.StopApplication();
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals(context.PublisherName, "manifest", StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException($"There is no publisher '{context.PublisherName}'. Use '--publisher manifest'.");
        }

        var output = PublishingArguments.OutputPath(configuration)
            ?? throw new DistributedApplicationException("The '--output-path [path]' option was not specified even though manifest publishing was requested. Add '--output-path aspire-manifest.json'.");
        var path = Path.GetFullPath(output.EndsWith(".json", StringComparison.Ordinal) ? output : Path.Combine(output, "aspire-manifest.json"));
        await eventing.PublishAsync(new BeforePublishEvent(services, model), cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // A manifest that cannot be written to its end must not replace the one that is there.
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            await new ManifestPublishingContext(context, path, writer, cancellationToken).WriteModelAsync(model).ConfigureAwait(false);
        }

        await File.WriteAllBytesAsync(path, buffer.ToArray(), cancellationToken).ConfigureAwait(false);
        logger.LogInformation("Published manifest to: {ManifestPath}", path);
        await eventing.PublishAsync(new AfterPublishEvent(services, model), cancellationToken).ConfigureAwait(false);
    }
}
