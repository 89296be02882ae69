using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using k8s;
using Parity.Emission;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>Everything that a namespace shall hold, in the order in which it is applied.</summary>
/// <param name="System">Name of the system; the label that finds its objects again.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Objects">By stage.</param>
public sealed record DesiredState(string System, string Environment, string Namespace, IReadOnlyList<DesiredObject> Objects)
{
    private static readonly HashSet<string> RouteKinds = ["Ingress", "Gateway", "VirtualService", "HTTPRoute"];

    public int LastStage => Objects.Max(wanted => wanted.Stage);

    /// <summary>Namespace first, then what is shared, then each wave of workloads, then the routes to them.</summary>
    public static DesiredState Of(Topology topology, Model.Environment environment, IEnumerable<Emitted> emitted)
    {
        var waves = Waves.Of([.. topology.In(environment)]);
        var routes = 2 + (waves.Count == 0 ? 0 : waves.Values.Max() + 1);
        var bodies = emitted.Select(one => (Workload: WorkloadOf(one.File), Body: JsonNode.Parse(KubernetesJson.Serialize(one.Value))!.AsObject())).ToArray();
        Autoscaled.LeaveReplicas(bodies.Select(one => one.Body));
        return new(topology.Name, environment.Name, environment.Namespace,
        [
            .. bodies.Select(one => new DesiredObject(ObjectKey.Of(one.Body), one.Workload, Stage(one.Workload, one.Body, waves, routes), WithHash(one.Body))).OrderBy(one => one.Stage),
        ]);
    }

    public static string WorkloadOf(string file) => file.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? file[..slash] : "";

    private static int Stage(string workload, JsonObject body, IReadOnlyDictionary<string, int> waves, int routes) =>
        body.Text("kind") is "Namespace" ? 0
        : RouteKinds.Contains(body.Text("kind")) ? routes
        : waves.TryGetValue(workload, out var wave) ? 2 + wave : 1;

    private static JsonObject WithHash(JsonObject body)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString())).AsSpan(0, 10));
        var metadata = body["metadata"]!.AsObject();
        if (metadata["annotations"] is not JsonObject annotations) metadata["annotations"] = annotations = [];
        annotations[DesiredObject.HashAnnotation] = hash;
        return body;
    }
}
