using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Npgsql;
using Parity.Scaling;

namespace Parity.Authoring;

/// <summary>What a sync sees on this machine: the ingress's counts since the last sync, the CPU of processes, the answers of databases.</summary>
internal sealed class ScalingMeasurement(IngressLoad ingress, DistributedApplicationModel model, ReplicaCommands commands, TimeProvider time)
{
    private const string Container = "app";
    private readonly DateTime origin = time.GetUtcNow().UtcDateTime;
    private readonly ConcurrentDictionary<string, double> queues = [];
    private readonly Dictionary<string, (DateTime At, int Process, TimeSpan Cpu)> samples = [];
    private (IngressCount? Before, IngressCount? Now) counts;
    private ILookup<int, ProcessTree.Entry> processes = Array.Empty<ProcessTree.Entry>().ToLookup(entry => entry.Parent);

    /// <summary>Once per sync, before the workloads are observed.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        // After an answer that did not come the next one spans both syncs.
        counts = (counts.Now ?? counts.Before, await ingress.CountAsync(cancellation).ConfigureAwait(false));
        processes = ProcessTree.Children();
    }

    public async Task<Observation> ObserveAsync(ScaledWorkload workload, Specification specification, IReadOnlyList<Replica> replicas, CancellationToken cancellation)
    {
        var answers = ImmutableArray.CreateBuilder<MetricAnswer>();
        foreach (var metric in workload.Autoscaling.Metrics) answers.Add(await AnswerAsync(workload, metric, cancellation).ConfigureAwait(false));
        var wanted = replicas.Where(replica => workload.Wanted.Contains(replica.Id)).ToList();
        return new()
        {
            Now = Since(time.GetUtcNow().UtcDateTime),
            Scale = new(wanted.Count, wanted.Count),
            Answers = answers.ToImmutable(),
            Pods = [.. wanted.Select(replica => PodOf(workload, replica))],
        };
    }

    /// <summary>The depth of the workload's queue at the last sync; null where it has none.</summary>
    public double? Queue(ScaledWorkload workload) => queues.TryGetValue(workload.Name, out var depth) ? depth : null;

    private TimeSpan Since(DateTime at) => at - origin;

    private async Task<MetricAnswer> AnswerAsync(ScaledWorkload workload, Model.AutoscalingMetric metric, CancellationToken cancellation) => metric switch
    {
        Model.AutoscalingMetric.RequestRate => Growth(workload, count => count.Requests),
        Model.AutoscalingMetric.RequestsInFlight => Growth(workload, count => count.Seconds),
        Model.AutoscalingMetric.QueueDepth queue => await DepthAsync(workload, queue, cancellation).ConfigureAwait(false),
        _ => MetricAnswer.Samples,
    };

    private MetricAnswer Growth(ScaledWorkload workload, Func<WorkloadCount, double> amount)
    {
        if (counts is not ({ } before, { } now) || now.At <= before.At || !now.Workloads.TryGetValue(workload.Name, out var current)) return MetricAnswer.Failed;
        var earlier = before.Workloads.TryGetValue(workload.Name, out var known) ? amount(known) : 0;
        return Total(Math.Max(0, amount(current) - earlier) / (now.At - before.At));
    }

    private async Task<MetricAnswer> DepthAsync(ScaledWorkload workload, Model.AutoscalingMetric.QueueDepth queue, CancellationToken cancellation)
    {
        if (model.Resources.OfType<IResourceWithConnectionString>().FirstOrDefault(resource => resource.Name == queue.Database) is not { } database) return MetricAnswer.Failed;
        try
        {
            return Total(queues[workload.Name] = await QueueCount.ReadAsync(database, queue.Query, cancellation).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException or InvalidCastException or FormatException)
        {
            return MetricAnswer.Failed;
        }
    }

    private static MetricAnswer.Series Total(double value) => new([(long)Math.Round(value * 1000)]);

    private Pod PodOf(ScaledWorkload workload, Replica replica)
    {
        var started = Since(replica.StartedAt ?? time.GetUtcNow().UtcDateTime);
        return new()
        {
            Phase = replica.IsUp ? PodPhase.Running : replica.HasEnded && !commands.IsStarting(replica.Id) ? PodPhase.Failed : PodPhase.Pending,
            Started = started,
            Ready = replica.ReadyAt is { } ready ? new(ConditionStatus.True, Since(ready)) : new(ConditionStatus.False, started),
            Containers = [new(Container, workload.Requests)],
            Usage = UsageOf(replica),
        };
    }

    private Usage? UsageOf(Replica replica)
    {
        if (replica.Process == 0 || ProcessTree.Read(replica.Process, processes) is not { } tree) return null;
        var now = time.GetUtcNow().UtcDateTime;
        var before = samples.GetValueOrDefault(replica.Id);
        samples[replica.Id] = (now, replica.Process, tree.Cpu);
        if (before.Process != replica.Process || now <= before.At) return null;
        var window = now - before.At;
        return new(Since(now), window, [new(Container, new([new("cpu", (long)Math.Max(0, (tree.Cpu - before.Cpu) / window * 1000)), new("memory", tree.Memory * 1000)]))]);
    }
}
