using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ServiceDiscovery;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Discovery;

/// <summary>
/// On a developer's machine names such as http://orders lead to the replicas themselves, each request to the next one, and a replica
/// that is about to stop gets no more. In a cluster the setting is absent and the mesh does this.
/// </summary>
internal sealed class ReplicaDiscovery(ReplicaFile file) : IServiceEndpointProviderFactory
{
    private const string Key = "Discovery:ReplicasFile";

    public static void Add(IHostApplicationBuilder builder)
    {
        if (builder.Settings().Optional(Key, "a path whose folder exists", path => Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))) is not { Length: > 0 } path) return;
        builder.Services.AddSingleton(provider => Open(provider, path));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReplicaFile>());
        builder.Services.AddSingleton<IServiceEndpointProviderFactory, ReplicaDiscovery>();
    }

    public bool TryCreateProvider(ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        // The file holds addresses of the first endpoint, without TLS; a name such as _admin.orders or https://orders means another one.
        provider = query.EndpointName is null && (query.IncludedSchemes.Count == 0 || query.IncludedSchemes.Contains("http")) ? new Provider(file, query.ServiceName) : null;
        return provider is not null;
    }

    private static ReplicaFile Open(IServiceProvider services, string path)
    {
        var file = new ReplicaFile(path, services.GetRequiredService<ILogger<ReplicaFile>>());
        file.Refresh();
        return file;
    }

    private sealed class Provider(ReplicaFile file, string workload) : IServiceEndpointProvider
    {
        public ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
        {
            if (endpoints.Endpoints.Count > 0) return ValueTask.CompletedTask;
            endpoints.AddChangeToken(file.Changed);
            foreach (var address in file.AddressesOf(workload) ?? [])
            {
                if (Uri.TryCreate(address, UriKind.Absolute, out var uri)) endpoints.Endpoints.Add(ServiceEndpoint.Create(new DnsEndPoint(uri.Host, uri.Port)));
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
