using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Serves the resource service on loopback. Starting the web server takes longer than anything else that an AppHost does before
/// its first process, so nobody waits for it but the dashboard, which needs its address.
/// </summary>
internal sealed class ResourceServiceHost(
    DashboardSettings settings,
    ResourceFeed feed,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    IHostEnvironment environment,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public Task<string> GetUrlAsync(CancellationToken cancellationToken) => _url.Task.WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(ServeAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
    }

    // The container disposes it once for each of its registrations, so nothing may depend on how often.
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async Task ServeAsync()
    {
        try
        {
            await using var app = Build();
            await app.StartAsync(_stopping.Token);
            _url.SetResult(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
            try
            {
                await feed.RunAsync(_stopping.Token);
            }
            finally
            {
                // At once, but in this order: a dashboard that calls again must find no server, not one whose services are gone.
                await app.StopAsync(new CancellationToken(canceled: true));
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _url.TrySetCanceled(_stopping.Token);
        }
        catch (Exception exception)
        {
            var failure = new DistributedApplicationException(
                $"The dashboard's resource service cannot listen on {settings.ResourceServiceUrl?.ToString() ?? "loopback"}: {exception.Message} "
                + "Change or remove ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL, or start with --no-dashboard.", exception);
            loggers.CreateLogger<ResourceServiceHost>().LogError("{Message}", failure.Message);
            _url.TrySetException(failure);
        }
    }

    private WebApplication Build()
    {
        // Empty: the AppHost's own ASPNETCORE_URLS and settings files are not meant for this server.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = environment.ApplicationName });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        if (settings.ResourceServiceScheme == Uri.UriSchemeHttps) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(loggers).AddSingleton(feed).AddSingleton(logs).AddSingleton(commands)
            .AddSingleton(configuration).AddSingleton(new ResourceService(
                feed, logs, commands, environment, configuration, lifetime, loggers.CreateLogger<ResourceService>()));

        var app = builder.Build();
        app.Use(next => context => new ResourceServiceKey(settings.ResourceServiceKey).CheckAsync(context, next));
        app.MapGrpcService<ResourceService>();
        return app;
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        var port = settings.ResourceServiceUrl?.Port ?? 0;
        // A name of loopback means both address families, which one dynamic port cannot be bound to.
        if (port != 0 && settings.ResourceServiceUrl is { HostNameType: UriHostNameType.Dns }) kestrel.ListenLocalhost(port, Configure);
        else kestrel.Listen(IPAddress.TryParse(settings.ResourceServiceUrl?.DnsSafeHost, out var address) ? address : IPAddress.Loopback, port, Configure);

        void Configure(ListenOptions listen)
        {
            // Without TLS nothing negotiates a version, and gRPC needs HTTP/2.
            listen.Protocols = HttpProtocols.Http2;
            if (settings.ResourceServiceScheme == Uri.UriSchemeHttps) listen.UseHttps();
        }
    }
}
