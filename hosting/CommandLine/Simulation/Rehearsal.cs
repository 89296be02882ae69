using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Parity.Authoring;
using Parity.Load;
using Parity.Model;
using Parity.Scaling;
using Parity.Scaling.Simulation;

namespace Parity.CommandLine;

/// <summary>A load, the declaration it is held against, and what one replica can do.</summary>
internal sealed record Rehearsal
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public required SimulationRequest Request { get; init; }

    public required Autoscaling Declared { get; init; }

    public required ArrivalTrace Trace { get; init; }

    public required ReplicaCapacity Capacity { get; init; }

    public required ImmutableArray<ScalingPlan> Others { get; init; }

    public Objective Objective => new(TimeSpan.FromMilliseconds(Request.P95), Request.ShedPercent / 100);

    public SimulationSettings Settings => new()
    {
        Controller = new() { SyncPeriod = TimeSpan.FromSeconds(Request.Sync) },
        MetricLag = TimeSpan.FromSeconds(Request.Lag),
    };

    /// <summary>Reads what the arguments name; null, and every reason in <paramref name="errors"/>, where something is missing.</summary>
    public static Rehearsal? From(SimulationRequest request, IEnumerable<IResource> resources, List<string> errors)
    {
        errors.AddRange(request.Errors());
        var declared = Declaration(request, resources, errors);
        var capacity = CapacityOf(request, errors);
        var others = request.Specifications.Select(file => PlanOf(file, errors)).OfType<ScalingPlan>().ToImmutableArray();
        var trace = errors.Count == 0 && capacity is not null ? TraceOf(request, capacity, errors) : null;
        return declared is null || capacity is null || trace is null
            ? null
            : new() { Request = request, Declared = declared, Trace = trace, Capacity = capacity, Others = others };
    }

    private static Autoscaling? Declaration(SimulationRequest request, IEnumerable<IResource> resources, List<string> errors)
    {
        if (request.Workload is null) return null;
        var scaled = resources.Select(resource => (resource.Name, resource.Annotations.OfType<AutoscalingAnnotation>().LastOrDefault()?.Autoscaling)).ToList();
        var found = scaled.FirstOrDefault(resource => resource.Name == request.Workload);
        if (found.Autoscaling is not null) return found.Autoscaling;
        errors.Add(found.Name is null
            ? $"--workload {request.Workload}: the model has no such resource. With autoscaling: {Names(scaled.Where(resource => resource.Autoscaling is not null).Select(resource => resource.Name))}."
            : $"--workload {request.Workload}: it declares no autoscaling. Add .WithAutoscaling(Autoscaling.UpTo(maximum)) in the AppHost.");
        return null;
    }

    private static ReplicaCapacity? CapacityOf(SimulationRequest request, List<string> errors)
    {
        MeasuredCapacity? measured = null;
        if (request.Report is { } file && ReadFile("--report", file, LoadReport.Read, errors) is { } report)
        {
            measured = report.Capacity;
            if (measured is null && request.Capacity is null) errors.Add($"--report {file}: the run did not know its replicas, so it has no capacity of one. Name --capacity and --start-up, or run loadtest with --workload while the local system runs.");
        }

        if ((request.Capacity ?? measured?.RequestsPerSecond) is not { } rate || (request.StartUp ?? measured?.StartUpSeconds) is not { } startUp)
        {
            if (request.Report is null) errors.Add("Nothing says what a replica can do: name --report FILE of a load test, or --capacity REQUESTS_PER_SECOND and --start-up SECONDS.");
            return null;
        }

        return new() { RequestsPerSecond = rate, StartUp = TimeSpan.FromSeconds(startUp), Concurrency = request.Concurrency ?? measured?.Concurrency ?? 4 };
    }

    private static ScalingPlan? PlanOf(string file, List<string> errors) =>
        ReadFile("--spec", file, HorizontalPodAutoscalerReader.Read, errors) is { } specification ? new(Path.GetFileName(file), specification) : null;

    private static ArrivalTrace? TraceOf(SimulationRequest request, ReplicaCapacity capacity, List<string> errors)
    {
        if (ArrivalProfile.Names.Contains(request.Trace!)) return new ArrivalProfile(request.Trace!, request.Rate ?? (1.4 * capacity.RequestsPerSecond), request.Factor).ToTrace(Step);
        if (!File.Exists(request.Trace))
        {
            errors.Add($"--trace {request.Trace}: neither a profile ({Names(ArrivalProfile.Names)}) nor a file.");
            return null;
        }

        return ReadFile("--trace", request.Trace, text => text.TrimStart().StartsWith('{') ? LoadReport.Read(text).ToTrace() : ArrivalTrace.Read(new StringReader(text), Step), errors);
    }

    private static T? ReadFile<T>(string option, string file, Func<string, T> read, List<string> errors) where T : class
    {
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            errors.Add($"{option} {file}: {exception.Message}");
            return null;
        }
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";
}
