using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Tells the ingress which replicas are up, so that it balances over them itself and a dead one gets no requests.</summary>
internal static class IngressReplicas
{
    private const string Folder = ".data/ingress";

    public static void WithReplicaFeed<T>(this IResourceBuilder<T> ingress, IEnumerable<string> workloads) where T : IResourceWithEnvironment
    {
        var application = ingress.ApplicationBuilder;
        // The file belongs to this run alone: a second one of the same AppHost, as tests make, has its own replicas.
        var file = new IngressFeedFile(Path.Combine(application.AppHostDirectory, Folder), ingress.Resource.Name);
        ingress.WithEnvironment("Ingress__ReplicasFile", file.Path);
        application.Services.AddSingleton<IHostedService>(services => new IngressFeed(
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ILogger<IngressFeed>>(),
            file,
            [.. workloads]));
    }
}
