using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parity.Authoring;

/// <summary>Tells others which replicas serve, so that they balance over them themselves and a dead or leaving one gets no requests.</summary>
internal static class ReplicaFeedAuthoring
{
    private const string Folder = ".data/ingress";

    public static void WithReplicaFeed<T>(this IResourceBuilder<T> ingress, IEnumerable<string> workloads) where T : IResourceWithEnvironment =>
        ingress.WithEnvironment("Ingress__ReplicasFile", ingress.ApplicationBuilder.AddReplicaFeed(ingress.Resource.Name, _ => [.. workloads]));

    /// <summary>A file with the addresses of these workloads.</summary>
    /// <returns>Its path.</returns>
    public static string AddReplicaFeed(this IDistributedApplicationBuilder application, string name, Func<IServiceProvider, IReadOnlyCollection<string>> workloads)
    {
        // The file belongs to this run alone: a second one of the same AppHost, as tests make, has its own replicas.
        var file = new ReplicaFeedFile(Path.Combine(application.AppHostDirectory, Folder), name);
        var services = application.Services;
        services.AddSingleton(provider => new FollowedWorkloads(workloads(provider)));
        if (!services.Any(service => service.ServiceType == typeof(ReplicaWatch)))
        {
            services.AddSingleton<ReplicaWatch>();
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ReplicaWatch>());
        }

        services.AddSingleton<IHostedService>(provider => new ReplicaFeed(
            provider.GetRequiredService<ReplicaWatch>(), provider.GetRequiredService<ILogger<ReplicaFeed>>(), file, workloads(provider)));
        return file.Path;
    }
}
