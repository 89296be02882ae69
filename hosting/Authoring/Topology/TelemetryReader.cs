using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>Who sends telemetry: what is built here, and containers with <c>WithOtlpExporter</c>.</summary>
internal static class TelemetryReader
{
    public static bool Read(Reading reading, IResource resource)
    {
        var exporter = resource.Annotations.OfType<OtlpExporterAnnotation>().LastOrDefault();
        if (exporter?.RequiredProtocol is { } protocol and not OtlpProtocol.Grpc)
            reading.Error("TELEMETRY-001", resource, $"it asks for OTLP over {protocol}, but the endpoints of environments speak gRPC.", "Use WithOtlpExporter() or WithOtlpExporter(OtlpProtocol.Grpc), or give it an endpoint of its own with WithSetting(\"OTEL_EXPORTER_OTLP_ENDPOINT\", …).");
        return exporter is not null || resource is ProjectResource || resource.HasAnnotationOfType<DockerfileBuildAnnotation>();
    }
}
