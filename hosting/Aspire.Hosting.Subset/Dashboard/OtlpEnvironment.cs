namespace Aspire.Hosting.Dashboard;

/// <summary>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/</summary>
internal static class OtlpEnvironment
{
    // Of the orchestrator's objects; it fills in the value of each replica.
    public const string ServiceNameAnnotation = "otel-service-name";
    public const string ServiceInstanceIdAnnotation = "otel-service-instance-id";

    // In development nobody wants to wait the five seconds or the minute that batches take by default.
    private const string DevelopmentDelay = "1000";

    private const string DefaultUrl = "http://localhost:18889";

    public static void Set(EnvironmentCallbackContext context, IConfiguration configuration, IHostEnvironment environment)
    {
        if (context.ExecutionContext.IsPublishMode) return;
        var required = context.Resource.Annotations.OfType<OtlpExporterAnnotation>().LastOrDefault()?.RequiredProtocol;
        // What the AppHost's author has set by hand holds.
        var variables = context.EnvironmentVariables;
        if (Endpoint(context, configuration, required) is not var (endpoint, protocol)) return;
        string? headers = null;
        if (variables.TryAdd("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))
        {
            // Another collector gets neither the dashboard's protocol nor its key.
            variables.TryAdd("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
            headers = configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key ? $"x-otlp-api-key={key}" : null;
        }

        variables.TryAdd("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={Template(ServiceInstanceIdAnnotation)}");
        variables.TryAdd("OTEL_SERVICE_NAME", Template(ServiceNameAnnotation));
        if (headers is not null) variables.TryAdd("OTEL_EXPORTER_OTLP_HEADERS", headers);

        if (!environment.IsDevelopment()) return;
        variables.TryAdd("OTEL_BLRP_SCHEDULE_DELAY", DevelopmentDelay);
        variables.TryAdd("OTEL_BSP_SCHEDULE_DELAY", DevelopmentDelay);
        variables.TryAdd("OTEL_METRIC_EXPORT_INTERVAL", DevelopmentDelay);
        variables.TryAdd("OTEL_TRACES_SAMPLER", "always_on");
        variables.TryAdd("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based");
        variables.TryAdd("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
    }

    private static (object Endpoint, string Protocol)? Endpoint(EnvironmentCallbackContext context, IConfiguration configuration, OtlpProtocol? required)
    {
        var dashboard = Model(context.ExecutionContext)?.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.Name == DashboardExecutable.Name);
        var grpc = Address(dashboard, DashboardEndpoints.OtlpGrpc, Configured(configuration, "DASHBOARD_OTLP_ENDPOINT_URL"));
        var http = Address(dashboard, DashboardEndpoints.OtlpHttp, Configured(configuration, "DASHBOARD_OTLP_HTTP_ENDPOINT_URL"));
        // A dashboard is to come, but nobody can ask it yet.
        if (dashboard is null && (grpc, http) is (null, null) && configuration["AppHost:ResourceService:AuthMode"] is not null) grpc = new HostUrl(DefaultUrl);
        return required switch
        {
            OtlpProtocol.HttpProtobuf => http is null ? throw NoEndpoint(context.Resource, "http/protobuf") : (http, "http/protobuf"),
            OtlpProtocol.HttpJson => http is null ? throw NoEndpoint(context.Resource, "http/json") : (http, "http/json"),
            OtlpProtocol.Grpc => grpc is null ? null : (grpc, "grpc"),
            _ => grpc is not null ? (grpc, "grpc") : http is not null ? (http, "http/protobuf") : null,
        };
    }

    private static string? Configured(IConfiguration configuration, string name) =>
        configuration[$"ASPIRE_{name}"] is { Length: > 0 } value ? value : configuration[$"DOTNET_{name}"];

    // A test may look at the environment before anything is built.
    private static DistributedApplicationModel? Model(DistributedApplicationExecutionContext context)
    {
        try
        {
            return context.Services.GetService<DistributedApplicationModel>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Without a dashboard in the model one that runs elsewhere may be configured; without either there is no telemetry.
    private static object? Address(IResourceWithEndpoints? dashboard, string name, string? configured)
    {
        if (dashboard?.GetEndpoint(name) is { Exists: true } endpoint) return endpoint;
        return dashboard is null && !string.IsNullOrEmpty(configured) ? new HostUrl(configured) : null;
    }

    private static InvalidOperationException NoEndpoint(IResource resource, string protocol) => new(
        $"'{resource.Name}' exports telemetry over {protocol}, but the dashboard listens for gRPC only. Set ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL, or take WithOtlpExporter() without a protocol.");

    private static string Template(string annotation) => $$$"""{{- index .Annotations "{{{annotation}}}" -}}""";
}
