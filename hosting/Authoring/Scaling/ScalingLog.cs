using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Parity.Scaling;

namespace Parity.Authoring;

/// <summary>Tells people what was decided and why: the console log of the scaling resource, and its metrics in the dashboard.</summary>
internal sealed class ScalingLog : IDisposable
{
    private readonly ScalingResource resource;
    private readonly DistributedApplicationExecutionContext context;
    private readonly Meter meter = new("Parity.Scaling");
    private readonly ConcurrentDictionary<string, (int Wanted, int Ready, Decision Decision, Specification Specification)> last = [];
    private readonly ConcurrentDictionary<string, string> told = [];
    private readonly Counter<int> changes;
    private MeterProvider? provider;

    public ScalingLog(ScalingResource resource, ResourceLoggerService loggers, DistributedApplicationExecutionContext context)
    {
        this.resource = resource;
        this.context = context;
        Logger = loggers.GetLogger(resource);
        changes = meter.CreateCounter<int>("scaling.changes", "{change}", "Changes of the number of replicas");
        meter.CreateObservableGauge("scaling.replicas.desired", () => last.Select(entry => Measure(entry.Key, entry.Value.Wanted)), "{replica}", "Replicas that are meant to run");
        meter.CreateObservableGauge("scaling.replicas.ready", () => last.Select(entry => Measure(entry.Key, entry.Value.Ready)), "{replica}", "Replicas that serve");
        meter.CreateObservableGauge("scaling.metric.replicas", Proposals, "{replica}", "Replicas that each metric asks for");
    }

    public ILogger Logger { get; }

    /// <summary>Sends the metrics to where all resources send theirs; nowhere without a dashboard.</summary>
    public async Task ExportAsync(CancellationToken cancellation)
    {
        var environment = new EnvironmentCallbackContext(context, resource, cancellationToken: cancellation);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList()) await callback.Callback(environment).ConfigureAwait(false);
        if (await ValueAsync("OTEL_EXPORTER_OTLP_ENDPOINT").ConfigureAwait(false) is not { } endpoint) return;
        var headers = await ValueAsync("OTEL_EXPORTER_OTLP_HEADERS").ConfigureAwait(false);
        var isHttp = await ValueAsync("OTEL_EXPORTER_OTLP_PROTOCOL").ConfigureAwait(false) == "http/protobuf";
        provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(meter.Name)
            .ConfigureResource(described => described.Clear().AddService(resource.Name, serviceInstanceId: resource.Name))
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = isHttp ? new(new Uri(endpoint), "/v1/metrics") : new(endpoint);
                exporter.Headers = headers;
                exporter.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 2000;
            })
            .Build();

        async Task<string?> ValueAsync(string name) => environment.EnvironmentVariables.GetValueOrDefault(name) switch
        {
            null => null,
            IValueProvider value => await value.GetValueAsync(cancellation).ConfigureAwait(false),
            var value => value.ToString(),
        };
    }

    /// <summary>A change, or a reason that is new, becomes a line; the same reason every few seconds does not.</summary>
    public void Tell(ScaledWorkload workload, Specification specification, Observation observation, Decision decision, int ready)
    {
        // The proposals belong to the memory of the workload until its next step.
        last[workload.Name] = (decision.Write ?? observation.Scale.Spec, ready, decision with { Proposals = decision.Proposals.ToArray() }, specification);
        var gist = $"{decision.Wanted} {decision.Stabilized} {decision.Status.ScalingLimited?.Reason} {decision.Status.ScalingActive?.Reason} {string.Join(',', decision.Proposals.ToArray().Select(proposal => proposal.Error))}";
        var isNew = told.GetValueOrDefault(workload.Name) != gist;
        told[workload.Name] = gist;
        if (decision.Write is { } write)
            changes.Add(1, new KeyValuePair<string, object?>("workload", workload.Name), new("direction", write > observation.Scale.Spec ? "out" : "in"));
        if (decision.Write is not null || isNew) Logger.LogInformation("{Workload}: {Reason}", workload.Name, Explanation.Of(specification, observation, decision));
    }

    public void Dispose()
    {
        provider?.Dispose();
        meter.Dispose();
    }

    private IEnumerable<Measurement<int>> Proposals() =>
        from entry in last
        from index in Enumerable.Range(0, entry.Value.Decision.Proposals.Length)
        let proposal = entry.Value.Decision.Proposals.Span[index]
        where proposal.Error is null
        select new Measurement<int>(proposal.Replicas, new KeyValuePair<string, object?>("workload", entry.Key), new("metric", entry.Value.Specification.Metrics[index].Name));

    private static Measurement<int> Measure(string workload, int value) => new(value, new KeyValuePair<string, object?>("workload", workload));
}
