using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ServiceDefaults.Health;
using ServiceDefaults.Overload;
using ServiceDefaults.Settings;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs by OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. Without it nothing of the SDK
/// is loaded. <c>Telemetry:TracesPerSecond</c> bounds the traces that begin here. A service's own spans and meters are those of its application name.
/// </summary>
internal static class TelemetryRegistration
{
    // Milliseconds. The SDK's 10 s hold up every stop whose collector stopped first.
    private const string ExportTimeout = "500";

    private static readonly string[] RunningCounts = ["http.server.active_requests", "http.client.active_requests", "http.client.open_connections", "http.client.request.time_in_queue", "aspnetcore.routing.match_attempts", "kestrel.queued_requests"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var endpoint = builder.Settings().Optional("OTEL_EXPORTER_OTLP_ENDPOINT", "an absolute URL", text => Uri.TryCreate(text, UriKind.Absolute, out _));
        var traces = builder.Settings().Number("Telemetry:TracesPerSecond", 100, 0, 1_000_000);
        if (endpoint is null) return;
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [KeyValuePair.Create<string, string?>("OTEL_EXPORTER_OTLP_TIMEOUT", ExportTimeout)] });
        Export(builder, traces);
    }

    /// <summary>Quiet where the framework narrates each request; the Logging section of the configuration overrides.</summary>
    public static void AddQuietLogging(this IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                KeyValuePair.Create<string, string?>("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
                KeyValuePair.Create<string, string?>("Logging:LogLevel:System.Net.Http.HttpClient", "Warning"),
                KeyValuePair.Create<string, string?>("Logging:LogLevel:Polly", "Warning"),
                KeyValuePair.Create<string, string?>("Logging:LogLevel:Yarp", "Warning"),
            ],
        });

    private static void Export(IHostApplicationBuilder builder, int tracesPerSecond)
    {
        var name = builder.Environment.ApplicationName;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                // AddService would win over the environment's name, which the orchestrator gives per resource.
                if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"])) resource.AddService(name);
            })
            .WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new TraceSampler(tracesPerSecond, TimeProvider.System)))
                .AddSource(name, "Npgsql")
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !HealthEndpoints.IsHealth(context.Request.Path))
                .AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(name, "Npgsql", OverloadMeters.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .WithoutRunningCounts())
            .UseOtlpExporter();
    }

    // Counted up and down again within each request, and known from the limiter's meters or from the durations: half of what metering costs.
    private static MeterProviderBuilder WithoutRunningCounts(this MeterProviderBuilder metrics)
    {
        foreach (var name in RunningCounts) metrics.AddView(name, MetricStreamConfiguration.Drop);
        return metrics;
    }
}
