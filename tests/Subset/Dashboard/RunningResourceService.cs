using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Wire = Aspire.Hosting.Dashboard.Wire;

namespace Subset.Dashboard;

/// <summary>An AppHost of which only the resource service runs, and a client that knows its key.</summary>
internal sealed class RunningResourceService : IAsyncDisposable
{
    private readonly DistributedApplication _app;
    private readonly GrpcChannel _channel;
    private readonly string _key;

    private RunningResourceService(DistributedApplication app, GrpcChannel channel, string key)
    {
        (_app, _channel, _key) = (app, channel, key);
        Client = new(channel);
    }

    public Wire.DashboardService.DashboardServiceClient Client { get; }

    public Metadata Key => new() { { ResourceServiceKey.Header, _key } };

    public ResourceNotificationService Notifications => _app.ResourceNotifications;

    public ResourceLoggerService Logs => _app.Services.GetRequiredService<ResourceLoggerService>();

    public IResource Resource(string name) =>
        _app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);

    public static async Task<RunningResourceService> StartAsync(Action<IDistributedApplicationBuilder> configure)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions());
        configure(builder);
        var app = builder.Build();
        var host = app.Services.GetRequiredService<ResourceServiceHost>();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var url = await host.GetUrlAsync(TestContext.Current.CancellationToken);
        return new(app, GrpcChannel.ForAddress(url), builder.Configuration["AppHost:ResourceService:ApiKey"]!);
    }

    public static CustomResourceSnapshot Snapshot(string state = "Running") => new()
    {
        ResourceType = "Executable",
        Properties = [],
        State = state,
    };

    /// <summary>What the dashboard's page would hold now: the initial data with the changes applied, until <paramref name="isThere"/>.</summary>
    public async Task<Wire.Resource> WaitForAsync(string name, Func<Wire.Resource, bool> isThere)
    {
        using var call = Client.WatchResources(new(), Key, cancellationToken: TestContext.Current.CancellationToken);
        await foreach (var update in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            var resources = update.InitialData?.Resources ?? update.Changes.Value.Select(change => change.Upsert);
            if (resources.FirstOrDefault(resource => resource.Name == name && isThere(resource)) is { } found) return found;
        }

        throw new InvalidOperationException($"The stream ended without {name}.");
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }
}
