using Aspire.Hosting.Dashboard;

namespace Aspire.Hosting;

/// <summary>Telemetry of a resource to the dashboard.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Sets the OTEL_ variables, over the protocol that the dashboard prefers.</summary>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment) =>
        Add(resource, configuration, environment, new());

    /// <summary>Sets the OTEL_ variables, over <paramref name="protocol"/>.</summary>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpProtocol protocol) =>
        Add(resource, configuration, environment, new() { RequiredProtocol = protocol });

    /// <inheritdoc cref="AddOtlpEnvironment(IResource, IConfiguration, IHostEnvironment)"/>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment);
        return builder;
    }

    /// <inheritdoc cref="AddOtlpEnvironment(IResource, IConfiguration, IHostEnvironment, OtlpProtocol)"/>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment, protocol);
        return builder;
    }

    private static void Add(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpExporterAnnotation exporter)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);

        // Said twice, the last protocol holds and the variables are set once.
        var isNew = !resource.Annotations.OfType<OtlpExporterAnnotation>().Any();
        resource.Annotations.Add(exporter);
        if (isNew) resource.Annotations.Add(new EnvironmentCallbackAnnotation(context => OtlpEnvironment.Set(context, configuration, environment)));
    }
}
