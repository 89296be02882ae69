using System.Text.Json.Nodes;
using Parity.Emission;

namespace Verification.Adoption;

/// <summary>Emitted objects as a server would give them back: with its defaults and its books, in any order.</summary>
internal sealed class ServerDump(Random random)
{
    public static List<JsonObject> Objects(IEnumerable<Emitted> emitted) => [.. emitted.Select(each => (JsonObject)Json(each.Tree)!)];

    public string Write(IReadOnlyList<JsonObject> objects)
    {
        foreach (var each in objects) Fill(each);
        var items = objects.Select(each => Shuffled(each)).ToArray();
        random.Shuffle(items);
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray(items) }.ToJsonString(new() { WriteIndented = random.Next(2) == 0 });
    }

    private void Fill(JsonObject each)
    {
        var metadata = (JsonObject)each["metadata"]!;
        metadata["uid"] = new Guid(Bytes()).ToString();
        metadata["resourceVersion"] = $"{random.Next(1, 99999)}";
        metadata["creationTimestamp"] = "2026-01-01T00:00:00Z";
        metadata["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "kubectl", ["operation"] = "Apply" });
        metadata["annotations"] ??= new JsonObject();
        metadata["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"] = "{}";
        var spec = each["spec"] as JsonObject;
        switch ((string)each["kind"]!)
        {
            case "Deployment":
                metadata["generation"] = random.Next(1, 9);
                metadata["annotations"]!["deployment.kubernetes.io/revision"] = $"{random.Next(1, 9)}";
                each["status"] = new JsonObject { ["readyReplicas"] = random.Next(9) };
                Pod(spec!);
                break;
            case "StatefulSet":
                spec!["podManagementPolicy"] ??= "OrderedReady";
                spec["updateStrategy"] ??= new JsonObject { ["type"] = "RollingUpdate", ["rollingUpdate"] = new JsonObject { ["partition"] = 0 } };
                spec["persistentVolumeClaimRetentionPolicy"] ??= new JsonObject { ["whenDeleted"] = "Retain", ["whenScaled"] = "Retain" };
                foreach (var claim in spec["volumeClaimTemplates"]?.AsArray() ?? [])
                {
                    claim!["spec"]!["volumeMode"] = "Filesystem";
                    claim["status"] = new JsonObject { ["phase"] = "Pending" };
                }
                Pod(spec);
                break;
            case "Job":
                spec!["completions"] ??= 1;
                spec["parallelism"] ??= 1;
                spec["completionMode"] ??= "NonIndexed";
                spec["suspend"] ??= false;
                spec["podReplacementPolicy"] ??= "TerminatingOrFailed";
                spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = new Guid(Bytes()).ToString() } };
                Pod(spec);
                break;
            case "Service":
                var address = $"10.0.{random.Next(255)}.{random.Next(255)}";
                spec!["clusterIP"] = address;
                spec["clusterIPs"] = new JsonArray(address);
                spec["ipFamilies"] = new JsonArray("IPv4");
                spec["ipFamilyPolicy"] = "SingleStack";
                spec["internalTrafficPolicy"] = "Cluster";
                spec["sessionAffinity"] = "None";
                each["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
                break;
            case "PodDisruptionBudget":
                each["status"] = new JsonObject { ["currentHealthy"] = random.Next(9) };
                break;
        }
    }

    private static void Pod(JsonObject owner)
    {
        var pod = (JsonObject)owner["template"]!["spec"]!;
        owner["template"]!["metadata"]!["creationTimestamp"] = null;
        pod["dnsPolicy"] = "ClusterFirst";
        pod["schedulerName"] = "default-scheduler";
        pod["serviceAccount"] = (string?)pod["serviceAccountName"];
        foreach (var container in pod["containers"]!.AsArray().Concat(pod["initContainers"]?.AsArray() ?? []).Cast<JsonObject>())
        {
            container["terminationMessagePath"] = "/dev/termination-log";
            container["terminationMessagePolicy"] = "File";
            foreach (var probe in new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(name => container[name]).OfType<JsonObject>())
            {
                probe["successThreshold"] ??= 1;
                if (probe["httpGet"] is JsonObject get) get["scheme"] ??= "HTTP";
            }
        }
    }

    private JsonNode? Shuffled(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var pairs = map.ToArray();
                random.Shuffle(pairs);
                return new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, Shuffled(pair.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Shuffled)]);
            default:
                return node?.DeepClone();
        }
    }

    private byte[] Bytes()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return bytes;
    }

    private static JsonNode? Json(Node node) => node switch
    {
        Node.Map map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        Node.List list => new JsonArray([.. list.Items.Select(Json)]),
        Node.Scalar { IsText: true } text => JsonValue.Create(text.Value),
        Node.Scalar { Value: "null" } => null,
        Node.Scalar scalar => JsonNode.Parse(scalar.Value),
        _ => throw new InvalidOperationException(),
    };
}
