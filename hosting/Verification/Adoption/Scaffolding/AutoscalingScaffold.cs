using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>Autoscaling by CPU and memory, with the bounds of each environment; what else is measured is to be written by hand.</summary>
internal sealed class AutoscalingScaffold(string name, IReadOnlyList<Inventory> inventories, IReadOnlyList<WorkloadObject?> objects, ScaffoldNotes notes)
{
    public Autoscaling? Build(WorkloadKind kind, Declared<int> replicas)
    {
        var scalers = inventories.Select((each, index) => objects[index] is { } own ? Of(each, own) : null).ToList();
        var at = scalers.FindLastIndex(each => each is not null);
        if (at < 0) return null;
        var decisive = scalers[at]!;
        var metrics = Metrics(decisive);
        var refusal = kind is not (WorkloadKind.Service or WorkloadKind.Worker) ? "what keeps state or runs once has no replicas that come and go"
            : metrics.Count == 0 ? "what an autoscaler measures besides CPU and memory is written by hand: WithAutoscaling(…)"
            : null;
        if (refusal is not null)
        {
            notes.Add(name, "hpa", refusal);
            foreach (var (scaled, _) in inventories.Zip(scalers).Where(pair => pair.Second is not null)) notes.Add(scaled.Environment, name, "replicas", "the autoscaler decides it");
            return null;
        }
        var bounds = scalers.Select((each, index) => each is null ? Fixed(replicas.In(Name(index))) : Bounds(each)).ToList();
        var autoscaling = new Autoscaling { Bounds = bounds[at], Metrics = [.. metrics], Behavior = new(Rules(decisive, "scaleUp"), Rules(decisive, "scaleDown")) };
        for (var index = 0; index < scalers.Count; index++)
        {
            if (objects[index] is not null && bounds[index] != bounds[at]) autoscaling = autoscaling.In(Name(index), bounds[index].Minimum, bounds[index].Maximum, Scaffold.Reason);
            Note(index, scalers[index], at);
        }
        return autoscaling;
    }

    // The bounds are each environment's own; metrics and pace are stated once.
    private void Note(int index, KubeObject? scaler, int at)
    {
        var environment = inventories[index].Environment;
        if (scaler is null) notes.Add(environment, name, "hpa", "the model scales in every environment; where nothing does yet, between the same number and itself");
        else
        {
            if (scaler.Kind == "ScaledObject") foreach (var field in new[] { "pollingInterval", "cooldownPeriod", "idleReplicaCount", "fallback" }) notes.Add(environment, name, $"hpa {field}", "set alike for every workload");
            if (index == at) return;
            foreach (var field in new[] { "behavior", "cpu", "memory" }) notes.Add(environment, name, $"hpa {field}", $"the model says it once for all environments: as in {inventories[at].Environment}");
        }
    }

    private static KubeObject? Of(Inventory inventory, WorkloadObject workload) => inventory.Of("HorizontalPodAutoscaler").Concat(inventory.Of("ScaledObject"))
        .FirstOrDefault(each => each.Root.Text("spec", "scaleTargetRef", "name") == workload.Object.Name);

    private static AutoscalingBounds Fixed(int replicas) => new(Math.Max(1, replicas), Math.Max(1, replicas));

    private static AutoscalingBounds Bounds(KubeObject scaler)
    {
        var low = Number(scaler.Root.Text("spec", "minReplicas") ?? scaler.Root.Text("spec", "minReplicaCount"), 1);
        var high = Number(scaler.Root.Text("spec", "maxReplicas") ?? scaler.Root.Text("spec", "maxReplicaCount"), 100);
        return new(Math.Clamp(low, 1, Math.Max(1, high)), Math.Max(1, high));
    }

    // All or nothing: with one metric left out the others would scale otherwise.
    private static List<AutoscalingMetric> Metrics(KubeObject scaler)
    {
        var metrics = AutoscalerFacts.MetricsOf(scaler).Select(metric => (AutoscalingMetric?)(metric.Name switch
        {
            "cpu" when Percent(metric.Target) > 0 => new AutoscalingMetric.Cpu(Percent(metric.Target)),
            "memory" when Percent(metric.Target) > 0 => new AutoscalingMetric.Memory(Percent(metric.Target)),
            _ => null,
        })).ToList();
        return metrics.Contains(null) ? [] : [.. metrics.OfType<AutoscalingMetric>()];
    }

    private static int Percent(string target) => target.EndsWith('%') && int.TryParse(target[..^1], CultureInfo.InvariantCulture, out var percent) ? percent : 0;

    private static AutoscalingRules Rules(KubeObject scaler, string direction)
    {
        var isUp = direction == "scaleUp";
        var rules = scaler.Root.At("spec", "behavior", direction) ?? scaler.Root.At("spec", "advanced", "horizontalPodAutoscalerConfig", "behavior", direction) ?? AutoscalerFacts.Annotated(scaler, "behavior")?.At(direction);
        var policies = rules?.Items("policies").Select(Policy).ToList() ?? [];
        // What a server fills in (kubernetes/pkg/apis/autoscaling/v2, defaults).
        if (policies.Count == 0) policies = isUp ? [new AutoscalingPolicy.Replicas(4, TimeSpan.FromSeconds(15)), new AutoscalingPolicy.Percent(100, TimeSpan.FromSeconds(15))] : [new AutoscalingPolicy.Percent(100, TimeSpan.FromSeconds(15))];
        return new()
        {
            Window = TimeSpan.FromSeconds(Number(rules?.Text("stabilizationWindowSeconds"), isUp ? 0 : 300)),
            Selection = Enum.TryParse<AutoscalingSelection>(rules?.Text("selectPolicy"), out var selection) ? selection : AutoscalingSelection.Max,
            Policies = [.. policies],
        };
    }

    private static AutoscalingPolicy Policy(Node policy)
    {
        var period = TimeSpan.FromSeconds(Number(policy.Text("periodSeconds"), 15));
        var amount = Number(policy.Text("value"), 1);
        return policy.Text("type") == "Percent" ? new AutoscalingPolicy.Percent(amount, period) : new AutoscalingPolicy.Replicas(amount, period);
    }

    private static int Number(string? text, int otherwise) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private string Name(int index) => ScaffoldBuilder.Label(inventories[index].Environment);
}
