namespace ServiceDefaults.Contract;

/// <summary>Variables that .NET, ASP.NET Core, service discovery and OpenTelemetry read by themselves, some before or long after the host is built.</summary>
internal static class FrameworkKeys
{
    private static readonly string[] Prefixes = ["DOTNET_", "Logging__", "Kestrel__", "services__"];

    private static readonly HashSet<string> Names = new(
        [
            "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "ASPNETCORE_FORWARDEDHEADERS_ENABLED",
            "ASPNETCORE_CONTENTROOT", "ASPNETCORE_WEBROOT", "ASPNETCORE_SHUTDOWNTIMEOUTSECONDS", "AllowedHosts",
            // https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
            "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SDK_DISABLED", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TIMEOUT", "OTEL_EXPORTER_OTLP_HEADERS",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
            "OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_EXPORT_TIMEOUT", "OTEL_BSP_MAX_QUEUE_SIZE", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
            "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BLRP_EXPORT_TIMEOUT", "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_METRIC_EXPORT_TIMEOUT",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static bool Has(string variable) => Names.Contains(variable) || Prefixes.Any(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
