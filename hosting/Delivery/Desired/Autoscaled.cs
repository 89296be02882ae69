using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>The number of replicas of what an autoscaler scales belongs to the autoscaler: applying it would undo its work at each release.</summary>
internal static class Autoscaled
{
    /// <summary>Owner of the replicas between delivery, which lets go of them, and an autoscaler that has not changed them yet.</summary>
    public const string Keeper = "parity-handover";

    private static readonly string[] Autoscalers = ["kube-controller-manager", "keda", "keda-operator", Keeper];

    public static void LeaveReplicas(IEnumerable<JsonObject> bodies)
    {
        var all = bodies.ToArray();
        var scaled = all.Where(IsAutoscaler).Select(Target).ToHashSet();
        foreach (var body in all.Where(body => body.Text("kind") == "Deployment" && scaled.Contains(body.Text("metadata", "name"))))
            body["spec"]!.AsObject().Remove("replicas");
    }

    /// <summary>What a new object starts with: an autoscaled Deployment with the replicas that its autoscaler would give it first.</summary>
    public static JsonObject AtBirth(DesiredObject wanted, DesiredState desired)
    {
        if (wanted.Key.Kind != "Deployment" || desired.Objects.FirstOrDefault(one => IsAutoscaler(one.Body) && Target(one.Body) == wanted.Key.Name) is not { } autoscaler) return wanted.Body;
        var body = wanted.Body.DeepClone().AsObject();
        body["spec"]!["replicas"] = Math.Max(1, autoscaler.Body.Number("spec", autoscaler.Key.Kind == "ScaledObject" ? "minReplicaCount" : "minReplicas"));
        return body;
    }

    /// <summary>Whether applying would drop the replicas that live: a field that its only owner no longer names falls back to 1.</summary>
    // https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
    public static bool LetsGo(Change change) =>
        change.Live is { } live && change.Wanted.Key.Kind == "Deployment" && change.Wanted.Body.At("spec", "replicas") is null
        && live.At("metadata", "managedFields").Items().Any(entry => entry.Text("manager") == ApiClient.Manager && entry.Text("subresource").Length == 0 && entry.At("fieldsV1", "f:spec", "f:replicas") is not null);

    /// <summary>The replicas and nothing else, for <see cref="Keeper"/> to own.</summary>
    public static JsonObject Replicas(JsonObject live) => new()
    {
        ["apiVersion"] = live.Text("apiVersion"),
        ["kind"] = live.Text("kind"),
        ["metadata"] = new JsonObject { ["name"] = live.Text("metadata", "name") },
        ["spec"] = new JsonObject { ["replicas"] = live.Number("spec", "replicas") },
    };

    /// <summary>Whether all that stands against an apply is a number of replicas of an autoscaler that the model no longer has.</summary>
    public static bool IsTakenBack(ApiException refusal) =>
        refusal.Conflicts.Count > 0 && refusal.Conflicts.All(conflict => conflict.Field == ".spec.replicas" && Autoscalers.Any(name => conflict.Manager.Contains($"\"{name}\"", StringComparison.Ordinal)));

    private static bool IsAutoscaler(JsonObject body) => body.Text("kind") is "HorizontalPodAutoscaler" or "ScaledObject";

    private static string Target(JsonObject body) => body.Text("spec", "scaleTargetRef", "name");
}
