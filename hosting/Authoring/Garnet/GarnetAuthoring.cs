using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>Garnet in the model.</summary>
public static class GarnetAuthoring
{
    /// <summary>Adds a Garnet server as a cache.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource, and of the connection string that references give.</param>
    /// <param name="port">Port on loopback; a free one when omitted.</param>
    public static IResourceBuilder<GarnetServerResource> AddGarnetServer(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        var program = new GarnetProgram(DataFolder.Of(builder).Subfolder(name), BuildMetadata.Of(builder, "garnetserverpath"));
        var password = builder.AddParameter($"{name}-password", program.Password, secret: true);
        var resource = new GarnetServerResource(name, password.Resource);
        var health = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(health, _ => new GarnetConnection(resource), failureStatus: null, tags: null));

        var server = builder.AddResource(resource)
            .WithIconName("DatabaseLightning")
            .WithHealthCheck(health)
            .WithAnnotation(new ClusterFormAnnotation(GarnetForm.Of(name)))
            .WithManifestPublishingCallback(context => GarnetManifest.WriteAsync(context, resource));

        if (builder.ExecutionContext.IsPublishMode)
        {
            password.Resource.Default = new GenerateParameterDefault { Special = false };
            return server.WithEndpoint(port: port, targetPort: 6379, name: GarnetServerResource.EndpointName);
        }

        return server
            .WithEndpoint(port: port, name: GarnetServerResource.EndpointName, isProxied: false)
            .WithArgs(context =>
            {
                foreach (var argument in program.Arguments(resource.Endpoint)) context.Args.Add(argument);
            })
            .OnBeforeResourceStarted((_, _, _) =>
            {
                program.WriteConfiguration();
                return Task.CompletedTask;
            });
    }
}
