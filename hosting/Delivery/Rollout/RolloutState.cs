using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>How far a Deployment, StatefulSet or Job is.</summary>
public abstract record RolloutState
{
    private RolloutState()
    {
    }

    /// <summary>All replicas are of the newest kind and serve, or the job has finished.</summary>
    public sealed record Ready(string Detail) : RolloutState;

    public sealed record Waiting(string Detail) : RolloutState;

    /// <summary>It will not become ready by itself.</summary>
    public sealed record Failed(string Reason) : RolloutState;

    public static bool IsRollout(string kind) => kind is "Deployment" or "StatefulSet" or "Job";

    public static RolloutState Of(JsonObject? live) => live is null ? new Waiting("does not exist yet") : live.Text("kind") switch
    {
        "Deployment" => Deployment(live),
        "StatefulSet" => StatefulSet(live),
        "Job" => Job(live),
        var kind => throw new NotSupportedException(kind),
    };

    // https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
    private static RolloutState Deployment(JsonObject live)
    {
        var (wanted, status) = (live.Number("spec", "replicas"), live.At("status"));
        var detail = $"{status.Number("availableReplicas")}/{wanted} available, {status.Number("updatedReplicas")} new";
        if (status.Number("observedGeneration") < live.Number("metadata", "generation")) return new Waiting("not noticed yet");
        if (Condition(live, "Progressing") is { } progressing && progressing.Text("reason") == "ProgressDeadlineExceeded") return new Failed($"{detail}: {progressing.Text("message")}");
        var complete = status.Number("updatedReplicas") == wanted && status.Number("replicas") == wanted && status.Number("availableReplicas") == wanted;
        return complete ? new Ready(detail) : new Waiting(detail + (Condition(live, "ReplicaFailure") is { } failure ? $": {failure.Text("message")}" : ""));
    }

    private static RolloutState StatefulSet(JsonObject live)
    {
        var (wanted, status) = (live.Number("spec", "replicas"), live.At("status"));
        var detail = $"{status.Number("readyReplicas")}/{wanted} ready, {status.Number("updatedReplicas")} new";
        if (status.Number("observedGeneration") < live.Number("metadata", "generation")) return new Waiting("not noticed yet");
        var complete = status.Number("readyReplicas") == wanted && status.Number("updatedReplicas") == wanted && status.Text("currentRevision") == status.Text("updateRevision");
        return complete ? new Ready(detail) : new Waiting(detail);
    }

    private static RolloutState Job(JsonObject live) =>
        Condition(live, "Complete") is not null ? new Ready("finished")
        : Condition(live, "Failed") is { } failed ? new Failed($"{failed.Text("reason")}: {failed.Text("message")}")
        : new Waiting($"{live.Number("status", "active")} running, {live.Number("status", "failed")} failed");

    private static JsonNode? Condition(JsonObject live, string type) =>
        live.At("status", "conditions").Items().FirstOrDefault(condition => condition.Text("type") == type && (condition.Text("status") == "True" || type == "Progressing"));
}
