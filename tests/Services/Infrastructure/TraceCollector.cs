using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Services.Infrastructure;

/// <summary>Receives OTLP over HTTP and keeps the spans.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentBag<Span> _spans = [];
    private readonly ConcurrentDictionary<string, bool> _signals = new();

    private TraceCollector(WebApplication app) => _app = app;

    public IReadOnlyList<Span> Spans => [.. _spans];

    /// <summary>Paths that received something: /v1/traces, /v1/metrics, /v1/logs.</summary>
    public IReadOnlyList<string> Signals => [.. _signals.Keys.Order(StringComparer.Ordinal)];

    public (string Key, string Value)[] Settings(string service) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", service),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
    ];

    public static async Task<TraceCollector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new TraceCollector(app);
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector._signals[request.Path] = true;
            if (signal == "traces")
                foreach (var span in Span.Parse(body.ToArray())) collector._spans.Add(span);
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
