using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Subset.Model;

/// <summary>Models as an AppHost would build them, and what becomes of them without an orchestrator.</summary>
internal static class Models
{
    public static string Directory { get; } = Path.Combine(Path.GetTempPath(), "shop");

    public static IDistributedApplicationBuilder Run(params string[] args) => Create(args);

    public static IDistributedApplicationBuilder Publish() => Create("--publisher", "manifest");

    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentOfAsync<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        var configuration = await ResourceConfiguration.ResolveAsync(builder.Resource, builder.ApplicationBuilder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);
        return configuration.EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value);
    }

    public static async Task<IReadOnlyList<string>> ArgumentsOfAsync<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        var configuration = await ResourceConfiguration.ResolveAsync(builder.Resource, builder.ApplicationBuilder.ExecutionContext, NullLogger.Instance, TestContext.Current.CancellationToken);
        return [.. configuration.Arguments.Select(argument => argument.Value)];
    }

    public static IResourceBuilder<T> Allocated<T>(this IResourceBuilder<T> builder, string endpoint, int port) where T : IResourceWithEndpoints =>
        builder.WithEndpoint(endpoint, annotation => annotation.AllocatedEndpoint = new(annotation, "localhost", port, targetPortExpression: $"{{{{- portForServing \"{builder.Resource.Name}\" -}}}}"));

    public static async Task<string> ManifestAsync(this IDistributedApplicationBuilder builder)
    {
        using var app = builder.Build();
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        await builder.Eventing.PublishAsync(new BeforeStartEvent(app.Services, model));
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            await new ManifestPublishingContext(builder.ExecutionContext, Path.Combine(Directory, "aspire-manifest.json"), writer).WriteModelAsync(model);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static IDistributedApplicationBuilder Create(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true, ProjectDirectory = Directory });
}
