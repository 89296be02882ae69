using System.Collections.Immutable;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parity.Model;

namespace Authoring;

public sealed class IngressFeedTests
{
    [Fact]
    public async Task The_file_holds_the_addresses_of_the_replicas_that_run_and_are_healthy()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var orders = builder.AddResource(new Shop("orders")).WithHttpEndpoint(name: "http");
        var ingress = builder.AddResource(new Shop("ingress")).WithHttpEndpoint(name: "http").WithRoutes(RouteTable.Of(Route.Prefix("/").To(orders)));
        await using var app = builder.Build();
        var notifications = app.Services.GetRequiredService<ResourceNotificationService>();
        var feed = app.Services.GetServices<IHostedService>().Single(service => service.GetType().Name == "IngressFeed");
        var file = await ReplicasFile(ingress);

        await feed.StartAsync(TestContext.Current.CancellationToken);
        await Eventually(file, []);
        await Publish("orders-1", KnownResourceStates.Running, "http://localhost:5001");
        await Publish("orders-2", KnownResourceStates.Running, "http://localhost:5002");
        await Eventually(file, ["http://localhost:5001", "http://localhost:5002"]);
        await Publish("orders-1", KnownResourceStates.Exited, "http://localhost:5001");
        await Eventually(file, ["http://localhost:5002"]);

        await feed.StopAsync(TestContext.Current.CancellationToken);
        ((IDisposable)feed).Dispose();
        Assert.False(File.Exists(file));

        Task Publish(string id, string state, string address) => notifications.PublishUpdateAsync(orders.Resource, id, snapshot => snapshot with
        {
            State = state,
            Urls = [new UrlSnapshot("http", "http://localhost:1", false), new UrlSnapshot("http target port", address, true)],
        });
    }

    private static async Task<string> ReplicasFile(IResourceBuilder<Shop> ingress)
    {
        var context = new EnvironmentCallbackContext(ingress.ApplicationBuilder.ExecutionContext, ingress.Resource);
        foreach (var callback in ingress.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) await callback.Callback(context);
        return (string)context.EnvironmentVariables["Ingress__ReplicasFile"];
    }

    private static async Task Eventually(string file, ImmutableArray<string> addresses)
    {
        for (var wait = 0; wait < 100; wait++)
        {
            if (File.Exists(file) && Read(file).SequenceEqual(addresses)) return;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(addresses, Read(file));
    }

    private static string[] Read(string file) => JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(file))!["orders"];

    private sealed class Shop(string name) : ExecutableResource(name, "true", "/"), IResourceWithServiceDiscovery;
}
