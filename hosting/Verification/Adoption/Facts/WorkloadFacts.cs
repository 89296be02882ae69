using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>The facts of a workload's object and of its pod; what stands inside a container is <see cref="ContainerFacts"/>.</summary>
internal sealed class WorkloadFacts(Inventory inventory, Alignment alignment, EnvironmentVariables variables)
{
    private static readonly HashSet<string> WrittenApart =
        new(["replicas", "selector", "template", "jobTemplate", "volumeClaimTemplates", "workloadRef", "containers", "initContainers", "volumes", "serviceAccountName", "serviceAccount", "ephemeralContainers", "status"], StringComparer.Ordinal);

    public void Write(EnvironmentFacts environment, WorkloadObject workload)
    {
        var facts = environment.Of(workload.Name);
        var kind = workload.Object.Kind;
        var writer = new FactWriter(facts, workload.Object, "").AddUnit("workload", "workload-missing", Value.Of(kind), kind);
        WriteSpec(writer, workload, kind);
        WritePod(writer, workload);
        VolumeFacts.Write(writer, workload, inventory, alignment);
        var containers = new ContainerFacts(writer, workload, alignment, variables) { IsOfCompose = inventory.IsCompose };
        foreach (var container in workload.Containers) containers.Write(container, "container");
        // They run one after the other.
        if (alignment.OrderOfInit(workload) is { Count: > 1 } order) writer.Add("initContainers", "container", Value.Of(order));
        foreach (var container in workload.InitContainers) containers.Write(container, "initContainer");
    }

    private static void WriteSpec(FactWriter writer, WorkloadObject workload, string kind)
    {
        var spec = workload.Object.Spec;
        // What only one kind of workload has is compared among workloads of that kind.
        var inKind = writer.AddUnit($"workload of kind {kind}", "", Value.Of(kind), groups: true);
        if (kind is not ("DaemonSet" or "Job" or "CronJob" or "Pod"))
        {
            var replicas = spec?.At("replicas") is Scalar { IsNull: false } given ? Value.Of("replicas", given) : Value.Of(1);
            writer.Add("replicas", "replicas", replicas, Value.Of(1), spec?.At("replicas"));
        }
        foreach (var metadata in new[] { "labels", "annotations" }) WriteMetadata(writer, workload.Object.Root, metadata, metadata[..^1]);
        if (kind == "Pod") return;
        var defaults = Defaults.OfKind(kind);
        foreach (var (key, value) in spec?.Entries() ?? [])
        {
            if (key == "schedule" && value is Scalar time) inKind.Add(key, "schedule", new(Meaning.CronSchedule.Canonical(time.Value), time.Value), null, value);
            else if (!WrittenApart.Contains(key)) inKind.AddLeaves(value, key, Category(key), defaults, relativeTo: "");
        }
        if (kind == "CronJob")
        {
            foreach (var (key, value) in spec?.Entries("jobTemplate", "spec") ?? [])
                if (!WrittenApart.Contains(key)) inKind.AddLeaves(value, $"jobTemplate.spec.{key}", "schedule", defaults, relativeTo: "");
        }
        foreach (var claim in spec?.Items("volumeClaimTemplates") ?? [])
        {
            var path = $"volumeClaimTemplate {claim.Text("metadata", "name")}";
            var unit = inKind.AddUnit(path, "volume", Value.Of(claim.Text("spec", "resources", "requests", "storage") ?? "claim"), at: claim);
            unit.AddLeaves((claim.At("spec") as Mapping)?.With("volumeMode", claim.Text("spec", "volumeMode") is "Block" ? claim.At("spec", "volumeMode") : null), $"{path} ", "volume", Defaults.Volume);
        }
    }

    private void WritePod(FactWriter writer, WorkloadObject workload)
    {
        var pod = workload.Pod;
        var account = pod?.Text("serviceAccountName") ?? pod?.Text("serviceAccount") ?? "default";
        writer.Add("pod serviceAccountName", "service-account", Value.Of(account), Value.Of("default"), pod?.At("serviceAccountName"));
        if (workload.Object.Kind != "Pod")
        {
            WriteMetadata(writer, workload.Template, "labels", "pod label");
            WriteMetadata(writer, workload.Template, "annotations", "pod annotation");
        }
        foreach (var (key, value) in pod?.Entries() ?? [])
            if (!WrittenApart.Contains(key)) writer.AddLeaves(key is "affinity" or "topologySpreadConstraints" ? Selecting(value) : value, $"pod {key}", Category(key), Defaults.Pod, relativeTo: "pod");
    }

    // Pods near or far are compared by what they are, not by the labels that find them: those of a chart hold its release.
    private Node Selecting(Node node) => node switch
    {
        Mapping mapping => new Mapping([.. mapping.Pairs.Select(pair => KeyValuePair.Create(pair.Key,
            pair.Key == "labelSelector" && inventory.Selects(Selector.Of(pair.Value)) is { } found ? new Scalar($"selects {found}", true, pair.Value.Line) : Selecting(pair.Value)))], mapping.Line),
        Sequence sequence => new Sequence([.. sequence.Values.Select(Selecting)], sequence.Line),
        _ => node,
    };

    public static void WriteMetadata(FactWriter writer, Node owner, string field, string path)
    {
        foreach (var (key, value) in owner.Entries("metadata", field))
        {
            if (value is not Scalar text || (field == "labels" ? Bookkeeping.IsLabel(key) : Bookkeeping.IsAnnotation(key))) continue;
            writer.Add($"{path} {key}", field[..^1], Value.Of(text.Value), null, value);
        }
    }

    private static string Category(string key) => key switch
    {
        "securityContext" or "hostNetwork" or "hostPID" or "hostIPC" or "hostUsers" or "runtimeClassName" => "security",
        "automountServiceAccountToken" => "service-account",
        "nodeSelector" or "affinity" or "tolerations" or "topologySpreadConstraints" or "priorityClassName" or "schedulerName" or "nodeName" => "scheduling",
        "strategy" or "updateStrategy" or "minReadySeconds" or "progressDeadlineSeconds" or "revisionHistoryLimit" or "podManagementPolicy" or "paused" => "strategy",
        "schedule" or "timeZone" or "concurrencyPolicy" or "suspend" or "startingDeadlineSeconds" or "successfulJobsHistoryLimit" or "failedJobsHistoryLimit"
            or "backoffLimit" or "completions" or "parallelism" or "activeDeadlineSeconds" or "ttlSecondsAfterFinished" => "schedule",
        "terminationGracePeriodSeconds" => "shutdown",
        _ => "pod",
    };
}
