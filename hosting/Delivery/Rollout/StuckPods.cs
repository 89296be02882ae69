using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>Why pods are not ready: what the scheduler, the kubelet and the program itself say.</summary>
public sealed class StuckPods(ApiClient client, string system, string space)
{
    private const int LogLines = 5;

    /// <summary>Reasons by workload, for those named.</summary>
    public async Task<IReadOnlyList<string>> ExplainAsync(IReadOnlySet<string> workloads, CancellationToken cancellation)
    {
        var pods = await client.GetAsync($"api/v1/namespaces/{space}/pods?labelSelector={Uri.EscapeDataString($"app.kubernetes.io/part-of={system}")}", cancellation);
        var stuck = pods.At("items").Items()
            .Where(pod => workloads.Contains(pod.At("metadata", "labels").Text("app.kubernetes.io/name")) && !IsReady(pod))
            .OrderByDescending(pod => pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
            .DistinctBy(pod => pod.At("metadata", "labels").Text("app.kubernetes.io/name"));
        var reasons = new List<string>();
        foreach (var pod in stuck) reasons.Add(await ReasonAsync(pod, cancellation));
        return reasons;
    }

    /// <summary>What the pod's own status says; empty where it says nothing.</summary>
    public static IEnumerable<string> Status(JsonNode pod)
    {
        foreach (var condition in pod.At("status", "conditions").Items().Where(condition => condition.Text("type") == "PodScheduled" && condition.Text("status") == "False"))
            yield return $"not scheduled: {condition.Text("message")}";
        foreach (var container in Containers(pod))
        {
            var (waiting, ended) = (container.At("state", "waiting"), container.At("state", "terminated") ?? container.At("lastState", "terminated"));
            if (waiting is not null && waiting.Text("reason") is not "PodInitializing" and not "") yield return $"container {container.Text("name")} waits: {waiting.Text("reason")} {waiting.Text("message")}".TrimEnd();
            if (ended is not null && ended.Text("exitCode") != "0") yield return $"container {container.Text("name")} ended with {ended.Text("exitCode")} ({ended.Text("reason")}), {container.Number("restartCount")} restarts";
            if (container.At("state", "running") is not null && container.Text("ready") == "false") yield return $"container {container.Text("name")} runs and is not ready";
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode pod) => pod.At("status", "initContainerStatuses").Items().Concat(pod.At("status", "containerStatuses").Items());

    private static bool IsReady(JsonNode pod) =>
        pod.Text("status", "phase") == "Succeeded" || pod.At("status", "conditions").Items().Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private async Task<string> ReasonAsync(JsonNode pod, CancellationToken cancellation)
    {
        var name = pod.Text("metadata", "name");
        var events = await client.GetAsync($"api/v1/namespaces/{space}/events?fieldSelector={Uri.EscapeDataString($"involvedObject.name={name},type=Warning")}", cancellation);
        var warnings = events.At("items").Items().Select(happened => $"event {happened.Text("reason")}: {happened.Text("message")}").TakeLast(2);
        var log = "";
        if (Containers(pod).FirstOrDefault(container => container.Text("ready") == "false" && container.Text("containerID").Length > 0) is { } container)
            log = await client.TextAsync($"api/v1/namespaces/{space}/pods/{name}/log?container={container.Text("name")}&tailLines={LogLines}", cancellation);
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"log: {line}");
        string[] all = [.. Status(pod), .. warnings, .. lines];
        return $"pod {name}: {(all.Length == 0 ? $"phase {pod.Text("status", "phase")}" : string.Join("; ", all))}";
    }
}
