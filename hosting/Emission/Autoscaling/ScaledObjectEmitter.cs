using System.Globalization;
using Parity.Model;

namespace Parity.Emission;

/// <summary>KEDA's ScaledObject, and the access to the databases in which it counts queues.</summary>
internal static class ScaledObjectEmitter
{
    private const string Version = "keda.sh/v1alpha1";

    public static IEnumerable<Emitted> Emit(Target target, Workload workload, Autoscaling autoscaling)
    {
        var bounds = autoscaling.BoundsIn(target.Environment.Name);
        yield return new($"{workload.Name}/scaledobject", new CustomObject<ScaledObjectSpec>(Version, "ScaledObject", Metadata.Of(target, workload), new(
            new(workload.Name),
            PollingInterval: 15,
            bounds.Minimum,
            bounds.Maximum,
            new(new(AutoscalingEmitter.Behavior(autoscaling.Behavior))),
            [.. autoscaling.Metrics.Select(metric => Trigger(target, workload, metric)), .. autoscaling.Windows.Select(Cron)])));

        foreach (var queue in autoscaling.Metrics.OfType<AutoscalingMetric.QueueDepth>().DistinctBy(queue => queue.Database))
        {
            var secret = workload.Secrets.First(secret => secret.Key == queue.SecretKey);
            // KEDA's client reads a postgresql:// URI, not a connection string of .NET: a second entry of the same Secret.
            yield return new($"{workload.Name}/triggerauthentication-{queue.Database}", new CustomObject<TriggerAuthenticationSpec>(
                Version, "TriggerAuthentication", Metadata.Of(target, workload, Access(workload, queue)), new([new("connection", secret.Name.In(target.Environment.Name), $"{secret.Entry}.uri")])));
        }
    }

    private static ScaleTrigger Trigger(Target target, Workload workload, AutoscalingMetric metric) => metric switch
    {
        AutoscalingMetric.Cpu cpu => new("cpu", "Utilization", new Dictionary<string, string> { ["value"] = Number(cpu.Percent) }, null),
        AutoscalingMetric.Memory memory => new("memory", "Utilization", new Dictionary<string, string> { ["value"] = Number(memory.Percent) }, null),
        AutoscalingMetric.RequestRate rate => Prometheus(target, IngressQuery.For(target, workload)!.Rate, rate.PerReplica),
        AutoscalingMetric.RequestsInFlight requests => Prometheus(target, IngressQuery.For(target, workload)!.InFlight, requests.PerReplica),
        AutoscalingMetric.QueueDepth queue => new(
            "postgresql", "AverageValue", new Dictionary<string, string> { ["query"] = queue.Query, ["targetQueryValue"] = Number(queue.PerReplica) }, new(Access(workload, queue))),
        _ => throw new InvalidOperationException(),
    };

    private static ScaleTrigger Prometheus(Target target, string query, double threshold) => new(
        "prometheus",
        "AverageValue",
        new Dictionary<string, string>
        {
            ["query"] = query,
            ["serverAddress"] = target.Environment.Capabilities.Keda!.Prometheus.ToString().TrimEnd('/'),
            ["threshold"] = Number(threshold),
        },
        null);

    // Over midnight the end is on the next day, which cron says with days of its own.
    private static ScaleTrigger Cron(AutoscalingWindow window) => new(
        "cron",
        null,
        new Dictionary<string, string>
        {
            ["desiredReplicas"] = Number(window.Floor),
            ["end"] = Line(window.To, window.Days, window.To <= window.From ? 1 : 0),
            ["start"] = Line(window.From, window.Days, 0),
            ["timezone"] = window.TimeZone,
        },
        null);

    private static string Line(TimeOnly time, Sequence<DayOfWeek> days, int later)
    {
        var list = days.Count == 0 ? "*" : string.Join(',', days.Select(day => ((int)day + later) % 7).Order());
        return string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour} * * {list}");
    }

    private static string Access(Workload workload, AutoscalingMetric.QueueDepth queue) => $"{workload.Name}-{queue.Database}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
