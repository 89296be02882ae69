namespace Aspire.Hosting;

/// <summary>Marks who exports telemetry; where to, the dashboard adds when it starts.</summary>
public static class OtlpConfigurationExtensions
{
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new OtlpExporterAnnotation());

    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol) where T : IResourceWithEnvironment =>
        builder.WithAnnotation(new OtlpExporterAnnotation { RequiredProtocol = protocol });
}
