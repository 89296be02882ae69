using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>PostgreSQL in the model.</summary>
public static class PostgresAuthoring
{
    /// <summary>Adds a PostgreSQL server whose data survives restarts.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">Port on loopback; a free one when omitted.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgresServer(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        var cluster = new PostgresCluster(DataFolder.Of(builder).Subfolder(name), PostgresBinaries.Of(builder));
        var password = builder.AddParameter($"{name}-password", cluster.Password, secret: true);
        var resource = new PostgresServerResource(name, password.Resource);
        var health = AddHealthCheck(builder, resource);

        var server = builder.AddResource(resource)
            .WithIconName("Database")
            .WithHealthCheck(health)
            .WithAnnotation(new ClusterFormAnnotation(PostgresForm.Of(name)))
            .WithManifestPublishingCallback(context => PostgresManifest.WriteAsync(context, resource));

        if (builder.ExecutionContext.IsPublishMode)
        {
            // What the image asks for; whoever deploys the manifest makes the password.
            password.Resource.Default = new GenerateParameterDefault { Special = false };
            return server.WithEndpoint(port: port, targetPort: 5432, name: PostgresServerResource.EndpointName).WithEnvironment("POSTGRES_PASSWORD", password);
        }

        return server
            .WithEndpoint(port: port, name: PostgresServerResource.EndpointName, isProxied: false)
            .WithArgs(context =>
            {
                foreach (var argument in cluster.Arguments(resource.Endpoint)) context.Args.Add(argument);
            })
            .OnBeforeResourceStarted((_, started, cancellation) =>
                cluster.PrepareAsync(started.Services.GetRequiredService<ResourceLoggerService>().GetLogger(resource), started.Services.GetRequiredService<ILogger<PostgresServerResource>>(), cancellation));
    }

    /// <summary>Adds a database to a server and creates it there when it is missing.</summary>
    /// <param name="server">The server.</param>
    /// <param name="name">Name of the resource, and of the connection string that references give.</param>
    /// <param name="databaseName">Name inside the server; <paramref name="name"/> when omitted.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> server, [ResourceName] string name, string? databaseName = null)
    {
        var resource = new PostgresDatabaseResource(name, databaseName ?? name, server.Resource);
        var health = AddHealthCheck(server.ApplicationBuilder, resource);
        var form = server.Resource.Annotations.OfType<ClusterFormAnnotation>().Last().Workload;
        server.WithAnnotation(new ClusterFormAnnotation(PostgresForm.WithDatabase(form, resource.DatabaseName)), ResourceAnnotationMutationBehavior.Replace);
        if (server.ApplicationBuilder.ExecutionContext.IsPublishMode) server.WithEnvironment(context => context.EnvironmentVariables.TryAdd("POSTGRES_DB", resource.DatabaseName));
        server.OnResourceReady(async (_, ready, cancellation) =>
        {
            await PostgresConnection.EnsureDatabaseAsync(resource, cancellation).ConfigureAwait(false);
            await ShowAsync(resource, KnownResourceStates.Running, ready.Services).ConfigureAwait(false);
        });
        server.OnResourceStopped((_, stopped, _) => ShowAsync(resource, KnownResourceStates.Exited, stopped.Services));
        return server.ApplicationBuilder.AddResource(resource)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "PostgresDatabase", Properties = [], State = KnownResourceStates.Waiting })
            .WithIconName("Database")
            .WithHealthCheck(health);
    }

    // Aspire copies the state of a container to what lives in it, but not that of an executable.
    private static Task ShowAsync(PostgresDatabaseResource database, string state, IServiceProvider services) =>
        services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(database, snapshot => snapshot with { State = state });

    private static string AddHealthCheck(IDistributedApplicationBuilder builder, IResourceWithConnectionString resource)
    {
        var key = $"{resource.Name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, new PostgresConnection(resource), failureStatus: null, tags: null));
        return key;
    }
}
