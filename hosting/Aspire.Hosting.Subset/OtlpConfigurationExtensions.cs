using Aspire.Hosting.Dashboard;

namespace Aspire.Hosting;

/// <summary>Who exports telemetry: to the dashboard, wherever it listens.</summary>
public static class OtlpConfigurationExtensions
{
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment =>
        builder.WithExporter(new OtlpExporterAnnotation());

    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol) where T : IResourceWithEnvironment =>
        builder.WithExporter(new OtlpExporterAnnotation { RequiredProtocol = protocol });

    private static IResourceBuilder<T> WithExporter<T>(this IResourceBuilder<T> builder, OtlpExporterAnnotation exporter) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        OtlpEnvironmentAnnotation.AddLast(builder.Resource, application.Configuration, application.Environment);
        return builder.WithAnnotation(exporter);
    }
}
