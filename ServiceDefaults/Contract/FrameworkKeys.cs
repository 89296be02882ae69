using System.Text.RegularExpressions;

namespace ServiceDefaults.Contract;

/// <summary>Variables that .NET, ASP.NET Core and OpenTelemetry read by themselves, some before or long after the host is built: each by its name, since a misspelt one is read by nobody.</summary>
internal static partial class FrameworkKeys
{
    private static readonly HashSet<string> Names = new(
        [
            .. Of("ASPNETCORE_", "ENVIRONMENT URLS HTTP_PORTS HTTPS_PORTS FORWARDEDHEADERS_ENABLED CONTENTROOT WEBROOT SHUTDOWNTIMEOUTSECONDS"), "AllowedHosts",
            .. Of("DOTNET_", "ENVIRONMENT URLS HTTP_PORTS HTTPS_PORTS CONTENTROOT APPLICATIONNAME SHUTDOWNTIMEOUTSECONDS RUNNING_IN_CONTAINER PROCESSOR_COUNT PRINT_TELEMETRY_MESSAGE"),
            // https://learn.microsoft.com/dotnet/core/runtime-config/
            .. Of("DOTNET_", "gcServer gcConcurrent GCHeapCount GCHeapAffinitizeMask GCCpuGroup GCHeapHardLimit GCHeapHardLimitPercent GCHighMemPercent GCConserveMemory GCRetainVM GCgen0size GCDynamicAdaptationMode"),
            .. Of("DOTNET_", "TieredCompilation TieredPGO TC_QuickJit TC_QuickJitForLoops ReadyToRun ThreadPool_ForceMinWorkerThreads ThreadPool_ForceMaxWorkerThreads"),
            .. Of("DOTNET_", "SYSTEM_GLOBALIZATION_INVARIANT SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY SYSTEM_NET_DISABLEIPV6 SYSTEM_NET_HTTP_SOCKETSHTTPHANDLER_HTTP2SUPPORT SYSTEM_NET_HTTP_SOCKETSHTTPHANDLER_HTTP3SUPPORT SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"),
            .. Of("DOTNET_", "EnableDiagnostics EnableDiagnostics_IPC EnableDiagnostics_Debugger EnableDiagnostics_Profiler DiagnosticPorts DbgEnableMiniDump DbgMiniDumpType DbgMiniDumpName EnableEventPipe USE_POLLING_FILE_WATCHER"),
            // https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
            .. Of("OTEL_", "SERVICE_NAME RESOURCE_ATTRIBUTES SDK_DISABLED TRACES_SAMPLER TRACES_SAMPLER_ARG ATTRIBUTE_COUNT_LIMIT ATTRIBUTE_VALUE_LENGTH_LIMIT"),
            .. Of("OTEL_EXPORTER_OTLP_", "ENDPOINT PROTOCOL TIMEOUT HEADERS TRACES_ENDPOINT METRICS_ENDPOINT LOGS_ENDPOINT TRACES_HEADERS METRICS_HEADERS LOGS_HEADERS TRACES_PROTOCOL METRICS_PROTOCOL LOGS_PROTOCOL TRACES_TIMEOUT METRICS_TIMEOUT LOGS_TIMEOUT"),
            .. Of("OTEL_", "BSP_SCHEDULE_DELAY BSP_EXPORT_TIMEOUT BSP_MAX_QUEUE_SIZE BSP_MAX_EXPORT_BATCH_SIZE BLRP_SCHEDULE_DELAY BLRP_EXPORT_TIMEOUT METRIC_EXPORT_INTERVAL METRIC_EXPORT_TIMEOUT"),
        ],
        StringComparer.OrdinalIgnoreCase);

    public static bool Has(string variable) => Names.Contains(variable) || Logging().IsMatch(variable) || Kestrel().IsMatch(variable);

    private static IEnumerable<string> Of(string prefix, string names) => names.Split(' ').Select(name => prefix + name);

    // https://learn.microsoft.com/aspnet/core/fundamentals/logging/
    [GeneratedRegex("^Logging__((Console|Debug|EventSource|EventLog|OpenTelemetry)__)?LogLevel__.+$|^Logging__Console__(FormatterName|LogToStandardErrorThreshold|MaxQueueLength|QueueFullMode)$|^Logging__Console__FormatterOptions__(IncludeScopes|SingleLine|TimestampFormat|UseUtcTimestamp|ColorBehavior|JsonWriterOptions__Indented)$", RegexOptions.IgnoreCase)]
    private static partial Regex Logging();

    // https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints: limits are not read from configuration.
    [GeneratedRegex("^Kestrel__(EndpointDefaults|Endpoints__[^_]+)__(Url|Protocols|SslProtocols__[0-9]+|ClientCertificateMode|Certificate__[A-Za-z]+|Sni__.+)$|^Kestrel__Certificates__[^_]+__[A-Za-z]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Kestrel();
}
