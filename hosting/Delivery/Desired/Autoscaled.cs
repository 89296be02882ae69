using System.Text.Json.Nodes;

namespace Parity.Delivery;

/// <summary>The number of replicas of what an autoscaler scales belongs to the autoscaler: applying it would undo its work at each release.</summary>
internal static class Autoscaled
{
    public static void LeaveReplicas(IEnumerable<JsonObject> bodies)
    {
        var all = bodies.ToArray();
        var scaled = all.Where(body => body.Text("kind") is "HorizontalPodAutoscaler" or "ScaledObject").Select(body => body.Text("spec", "scaleTargetRef", "name")).ToHashSet();
        foreach (var body in all.Where(body => body.Text("kind") == "Deployment" && scaled.Contains(body.Text("metadata", "name"))))
            body["spec"]!.AsObject().Remove("replicas");
    }
}
