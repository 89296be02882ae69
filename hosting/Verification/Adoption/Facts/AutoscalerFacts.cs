using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Autoscalers of v1, v2beta2 and v2 in one form. Where one is, the replica count is its doing and compared no more.</summary>
internal static class AutoscalerFacts
{
    public static void Write(EnvironmentFacts environment, Inventory inventory, Diagnostics diagnostics)
    {
        foreach (var scaler in inventory.Of("HorizontalPodAutoscaler"))
        {
            var target = Target(inventory, scaler, "scaleTargetRef");
            if (target is null)
            {
                diagnostics.Note("ADOPT-021", scaler.File, scaler.Line, $"{scaler} in {environment.Name} scales {scaler.Root.Text("spec", "scaleTargetRef", "name")}, which is not there.", "Remove it or correct its scaleTargetRef.");
                continue;
            }
            WriteScaler(environment, scaler, target);
        }
        foreach (var scaled in inventory.Of("ScaledObject"))
        {
            if (Target(inventory, scaled, "scaleTargetRef") is not { } target) continue;
            WriteScaledObject(environment, scaled, target);
        }
    }

    private static string? Target(Inventory inventory, KubeObject scaler, string reference)
    {
        var name = scaler.Root.Text("spec", reference, "name");
        var kind = scaler.Root.Text("spec", reference, "kind");
        return inventory.Workloads.FirstOrDefault(each => each.Object.Name == name && (kind is null || each.Object.Kind == kind))?.Name;
    }

    private static void WriteScaler(EnvironmentFacts environment, KubeObject scaler, string target)
    {
        var spec = scaler.Spec;
        var low = spec?.Text("minReplicas") ?? "1";
        var high = spec?.Text("maxReplicas") ?? "";
        var metrics = Metrics(scaler);
        var summary = $"{low}-{high} replicas{string.Concat(metrics.Select(metric => $", {metric.Name} {metric.Target}"))}";
        var unit = Begin(environment, scaler, target, summary, low, high);
        foreach (var group in metrics.GroupBy(metric => metric.Name, StringComparer.Ordinal))
            unit.Add($"hpa {group.Key}", "hpa-metric", Value.OfSet(group.Select(metric => metric.Target)), at: spec?.At("metrics"));
        unit.AddLeaves(spec?.At("behavior") ?? Annotated(scaler, "behavior"), "hpa behavior", "hpa-behavior", BehaviorDefaults);
    }

    private static void WriteScaledObject(EnvironmentFacts environment, KubeObject scaled, string target)
    {
        var spec = scaled.Spec;
        var low = spec?.Text("minReplicaCount") ?? "0";
        var high = spec?.Text("maxReplicaCount") ?? "100";
        var triggers = spec?.Items("triggers").Select(trigger => (Type: trigger.Text("type") ?? "", Settings: Trigger(trigger))).ToList() ?? [];
        var unit = Begin(environment, scaled, target, $"{low}-{high} replicas{string.Concat(triggers.Select(trigger => trigger.Settings.EndsWith('%') ? $", {trigger.Type} {trigger.Settings}" : $", {trigger.Type}"))}", low, high);
        foreach (var group in triggers.GroupBy(trigger => trigger.Type, StringComparer.Ordinal))
            unit.Add($"hpa {group.Key}", "hpa-metric", Value.OfSet(group.Select(trigger => trigger.Settings)), at: spec?.At("triggers"));
        foreach (var field in new[] { "pollingInterval", "cooldownPeriod", "idleReplicaCount", "fallback" })
            unit.AddLeaves(spec?.At(field), $"hpa {field}", "hpa-behavior", KedaDefaults, relativeTo: "hpa");
        unit.AddLeaves(spec?.At("advanced", "horizontalPodAutoscalerConfig", "behavior"), "hpa behavior", "hpa-behavior", BehaviorDefaults);
    }

    // cpu and memory of KEDA are the metrics of an HPA (keda.sh/docs/latest/scalers/cpu).
    private static string Trigger(Node trigger) => trigger.Text("type") is "cpu" or "memory" && trigger.Text("metadata", "value") is { } value
        ? (trigger.Text("metricType") ?? trigger.Text("metadata", "type") ?? "Utilization") == "Utilization" ? $"{value}%" : Meaning.Quantity.Canonical(value)
        : Leaves.Canonical(trigger.At("metadata")) + (trigger.Text("metricType") is { } type and not "AverageValue" ? $" as {type}" : "") + (trigger.Text("authenticationRef", "name") is { } key ? $" with {key}" : "");

    private static FactWriter Begin(EnvironmentFacts environment, KubeObject scaler, string target, string summary, string low, string high)
    {
        environment.CannotSay(target, "replicas");
        var facts = environment.Of(target);
        facts.Remove("replicas");
        var unit = new FactWriter(facts, scaler, "workload").AddUnit("hpa", "hpa-missing", Value.Of(summary));
        unit.Add("hpa minReplicas", "hpa-range", Value.Of("minReplicas", low, false), Value.Of(1), scaler.Root.At("spec", "minReplicas"));
        unit.Add("hpa maxReplicas", "hpa-range", Value.Of("maxReplicas", high, false), null, scaler.Root.At("spec", "maxReplicas"));
        return unit;
    }

    /// <summary>What an autoscaler of either kind measures; a share of the request ends with a percent sign.</summary>
    public static IReadOnlyList<(string Name, string Target)> MetricsOf(KubeObject scaler) =>
        scaler.Kind == "ScaledObject" ? [.. scaler.Root.Items("spec", "triggers").Select(trigger => (trigger.Text("type") ?? "", Trigger(trigger)))] : Metrics(scaler);

    private static List<(string Name, string Target)> Metrics(KubeObject scaler)
    {
        var metrics = scaler.Root.Items("spec", "metrics").Concat(AnnotatedMetrics(scaler)).Select(Metric).ToList();
        if (scaler.Root.Text("spec", "targetCPUUtilizationPercentage") is { } percent) metrics.Insert(0, ("cpu", $"{percent}%"));
        // Without a metric the server takes 80 % of the requested processor time.
        return metrics.Count > 0 ? metrics : [("cpu", "80%")];
    }

    // A server that is asked for autoscaling/v1 hands out what v1 has no field for as JSON in annotations.
    public static Node? Annotated(KubeObject scaler, string field) =>
        scaler.Annotation($"autoscaling.alpha.kubernetes.io/{field}") is { Length: > 0 } json && new YamlDocuments(new()).Read(new(scaler.File, json)) is [var read, ..] ? read : null;

    private static List<Node> AnnotatedMetrics(KubeObject scaler) => Annotated(scaler, "metrics") is Yaml.Sequence metrics ? metrics.Values : [];

    private static (string Name, string Target) Metric(Node metric)
    {
        var type = metric.Text("type") ?? "";
        var body = metric.At(type.Length == 0 ? "" : $"{char.ToLowerInvariant(type[0])}{type[1..]}") ?? new Mapping([], metric.Line);
        var name = body.Text("name") ?? body.Text("metric", "name") ?? body.Text("metricName") ?? type;
        if (type == "ContainerResource") name = $"{body.Text("container")} {name}";
        var selector = body.At("metric", "selector") is { IsEmpty: false } labels ? $" {Selector.Of(labels)}" : "";
        var about = body.Text("describedObject", "name") is { } described ? $" of {described}" : "";
        var target = body.At("target") ?? body;
        var percent = target.Text("averageUtilization") ?? target.Text("targetAverageUtilization");
        if (percent is not null) return ($"{name}{selector}{about}", $"{percent}%");
        // Thirty in all is another target than thirty for each pod.
        var each = target.Text("averageValue") ?? target.Text("targetAverageValue");
        return ($"{name}{selector}{about}", each is not null ? Meaning.Quantity.Canonical(each) : $"{Meaning.Quantity.Canonical(target.Text("value") ?? target.Text("targetValue") ?? "")} in all");
    }

    private static readonly DefaultTable BehaviorDefaults = new("""
        scaleDown.stabilizationWindowSeconds 300
        scaleDown.selectPolicy Max
        scaleUp.stabilizationWindowSeconds 0
        scaleUp.selectPolicy Max
        scaleDown.policies {periodSeconds: 15, type: Percent, value: 100}
        scaleUp.policies {periodSeconds: 15, type: Percent, value: 100}|{periodSeconds: 15, type: Pods, value: 4}
        """.Replace('|', '\u001f'));

    private static readonly DefaultTable KedaDefaults = new("""
        pollingInterval 30
        cooldownPeriod 300
        """);
}
