using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parity.Model;

namespace Authoring;

public sealed class ReplicaFeedTests
{
    [Fact]
    public async Task The_file_holds_the_addresses_of_the_replicas_that_run_and_answer_themselves()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var orders = builder.AddResource(new Shop("orders")).WithHttpEndpoint(name: "http");
        var ingress = builder.AddResource(new Shop("ingress")).WithHttpEndpoint(name: "http").WithRoutes(RouteTable.Of(Route.Prefix("/").To(orders)));
        await using var app = builder.Build();
        var notifications = app.Services.GetRequiredService<ResourceNotificationService>();
        var services = app.Services.GetServices<IHostedService>().Where(service => service.GetType().Name is "ReplicaFeed" or "ReplicaWatch").ToList();
        var file = await ReplicasFile(ingress);
        using var first = new Listener();
        using var second = new Listener();
        string[] both = [.. new[] { first.Address, second.Address }.Order(StringComparer.Ordinal)];

        foreach (var service in services) await service.StartAsync(TestContext.Current.CancellationToken);
        await Eventually(file, []);
        await Publish("orders-1", KnownResourceStates.Running, first.Address);
        await Publish("orders-2", KnownResourceStates.Running, second.Address);
        await Publish("orders-3", KnownResourceStates.Running, Listener.Nobody());
        await Eventually(file, [.. both]);
        await Publish("orders-1", KnownResourceStates.Exited, first.Address);
        await Eventually(file, [second.Address]);

        foreach (var service in services) await service.StopAsync(TestContext.Current.CancellationToken);
        foreach (var service in services) ((IDisposable)service).Dispose();
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
        for (var wait = 0; wait < 500; wait++)
        {
            if (File.Exists(file) && Read(file).SequenceEqual(addresses)) return;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(addresses, Read(file));
    }

    private static string[] Read(string file) => JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(file))!["orders"];

    private sealed class Listener : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Listener() => listener.Start();

        public string Address => $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

        public static string Nobody()
        {
            using var gone = new Listener();
            return gone.Address;
        }

        public void Dispose() => listener.Dispose();
    }

    private sealed class Shop(string name) : ExecutableResource(name, "true", "/"), IResourceWithServiceDiscovery;
}
