using System.Text.Json.Nodes;

namespace Verification.Adoption;

/// <summary>One change of one kind in one environment, and the one place at which it must be found.</summary>
internal static class Injection
{
    // Each changes a workload's objects and names the place, or finds nothing to change.
    private static readonly Dictionary<string, Func<Workload, string?>> Kinds = new(StringComparer.Ordinal)
    {
        ["replicas"] = of => of.Spec.ContainsKey("replicas") && of.Scaler is null ? of.Set(of.Spec, "replicas", 77, "replicas") : null,
        ["image"] = of => of.Set(of.Container, "image", $"{of.Container["image"]}-other", $"{of.Path} image"),
        ["request"] = of => of.Set(of.Container["resources"]!["requests"]!.AsObject(), "cpu", "123456m", $"{of.Path} resources.requests.cpu"),
        ["limit"] = of => of.Set(of.Container["resources"]!["limits"]!.AsObject(), "memory", "77Ti", $"{of.Path} resources.limits.memory"),
        ["variable"] = of => of.Set(of.Container, "env", new JsonArray(new JsonObject { ["name"] = "ADDED", ["value"] = "x" }), "env ADDED", of.Container["env"] is null),
        ["secret variable"] = of => of.Set(of.Container, "env", new JsonArray(new JsonObject { ["name"] = "ADDED", ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = "s", ["key"] = "k" } } }), "env ADDED", of.Container["env"] is null),
        ["command"] = of => of.Set(of.Container, "command", new JsonArray("/bin/other"), $"{of.Path} command"),
        ["arguments"] = of => of.Set(of.Container, "args", new JsonArray("--other"), $"{of.Path} args"),
        ["port"] = of => of.Set(of.Container, "ports", new JsonArray(new JsonObject { ["containerPort"] = 4711 }), $"{of.Path} ports", of.Service is null && of.Container["ports"] is null),
        ["probe"] = of => of.Container["readinessProbe"] is JsonObject probe ? of.Set(probe, "failureThreshold", 77, $"{of.Path} readinessProbe.failureThreshold") : null,
        ["no probe"] = of => of.Container["livenessProbe"] is JsonObject ? of.Remove(of.Container, "livenessProbe", $"{of.Path} livenessProbe") : null,
        ["grace"] = of => of.Set(of.Pod, "terminationGracePeriodSeconds", 999, "pod terminationGracePeriodSeconds"),
        ["root"] = of => of.Set(of.Pod["securityContext"]!.AsObject(), "runAsNonRoot", false, "pod securityContext.runAsNonRoot"),
        ["privilege"] = of => of.Set(of.Container["securityContext"]!.AsObject(), "allowPrivilegeEscalation", true, $"{of.Path} securityContext.allowPrivilegeEscalation"),
        ["capability"] = of => of.Set(of.Container["securityContext"]!["capabilities"]!.AsObject(), "add", new JsonArray("NET_ADMIN"), $"{of.Path} securityContext.capabilities.add"),
        ["toleration"] = of => of.Set(of.Pod, "tolerations", new JsonArray(new JsonObject { ["operator"] = "Exists" }), "pod tolerations"),
        ["account"] = of => of.Set(of.Pod, "serviceAccountName", "somebody-else", "pod serviceAccountName"),
        ["annotation"] = of => of.Set(of.Template["metadata"]!.AsObject(), "annotations", new JsonObject { ["example.com/added"] = "x" }, "pod annotation example.com/added", of.Template["metadata"]!["annotations"] is null),
        ["label"] = of => of.Set(of.Object["metadata"]!["labels"]!.AsObject(), "tier", "other", "label tier"),
        ["volume"] = of => of.AddVolume(),
        ["size"] = of => of.Spec["volumeClaimTemplates"]?[0] is JsonObject claim ? of.Set(claim["spec"]!["resources"]!["requests"]!.AsObject(), "storage", "77Ti", $"volumeClaimTemplate {claim["metadata"]!["name"]} resources.requests.storage") : null,
        ["scaling range"] = of => of.Scaler is { } scaler ? of.Set(scaler["spec"]!.AsObject(), "maxReplicas", 999, "hpa maxReplicas") : null,
        ["scaling metric"] = of => of.Scaler is { } scaler ? of.Set(scaler["spec"]!["metrics"]![0]!["resource"]!["target"]!.AsObject(), "averageUtilization", 11, "hpa cpu") : null,
        ["scaling pace"] = of => of.Scaler is { } scaler ? of.Set(scaler["spec"]!["behavior"]!["scaleDown"]!.AsObject(), "stabilizationWindowSeconds", 1234, "hpa behavior.scaleDown.stabilizationWindowSeconds") : null,
        ["no scaling"] = of => of.Scaler is { } scaler ? of.Drop(scaler, "hpa") : null,
        ["budget"] = of => of.Of("PodDisruptionBudget") is { } budget ? of.Drop(budget, "pdb") : null,
        ["policy"] = of => of.Of("NetworkPolicy") is { } policy ? of.Set(policy["spec"]!.AsObject(), "egress", new JsonArray(new JsonObject()), "networkpolicy") : null,
        ["service type"] = of => of.Service is { } service ? of.Set(service["spec"]!.AsObject(), "type", "NodePort", $"service {service["metadata"]!["name"]} type") : null,
        ["target port"] = of => of.Service is { } service ? of.Set(service["spec"]!["ports"]![0]!.AsObject(), "targetPort", 4711, $"service {service["metadata"]!["name"]} targetPort {service["spec"]!["ports"]![0]!["name"]}", service["spec"]!["ports"]!.AsArray().Count > 1) : null,
        ["setting"] = of => of.ChangeSetting(),
        ["route"] = of => of.ChangeRoute(),
        ["missing"] = of => of.Drop(of.Object, "workload"),
    };

    public static IEnumerable<string> Names => Kinds.Keys;

    public static string Into(List<JsonObject> objects, Random random, HashSet<string> injected)
    {
        // What has not been put in yet comes first, so that a few hundred systems see every kind.
        foreach (var (kind, change) in Kinds.OrderBy(each => injected.Contains(each.Key)).ThenBy(_ => random.Next()).ToList())
        {
            foreach (var workload in objects.Where(each => (string)each["kind"]! is "Deployment" or "StatefulSet" or "Job").OrderBy(_ => random.Next()).ToList())
            {
                if (change(new(objects, workload)) is not { } place) continue;
                injected.Add(kind);
                return place;
            }
        }
        throw new InvalidOperationException("Nothing could be changed.");
    }

    private sealed class Workload(List<JsonObject> objects, JsonObject workload)
    {
        private string Name { get; } = (string)workload["metadata"]!["labels"]!["app.kubernetes.io/name"]!;

        private string Subject { get; } = (string)workload["metadata"]!["name"]!;

        public JsonObject Object { get; } = workload;

        public JsonObject Spec => Object["spec"]!.AsObject();

        public JsonObject Template => Spec["template"]!.AsObject();

        public JsonObject Pod => Template["spec"]!.AsObject();

        public JsonObject Container => Pod["containers"]![0]!.AsObject();

        public string Path => $"container {Name}";

        public JsonObject? Service => Of("Service");

        public JsonObject? Scaler => Of("HorizontalPodAutoscaler");

        public JsonObject? Of(string kind) => objects.FirstOrDefault(each => (string)each["kind"]! == kind && (string)each["metadata"]!["name"]! == Name);

        public string? Set(JsonObject owner, string key, JsonNode value, string place, bool applies = true)
        {
            if (!applies || owner[key]?.ToJsonString() == value.ToJsonString()) return null;
            owner[key] = value;
            return $"{Subject} {place}";
        }

        public string Remove(JsonObject owner, string key, string place)
        {
            owner.Remove(key);
            return $"{Subject} {place}";
        }

        public string Drop(JsonObject dropped, string place)
        {
            objects.Remove(dropped);
            return $"{Subject} {place}";
        }

        public string AddVolume()
        {
            Pod["volumes"] ??= new JsonArray();
            Pod["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "added", ["emptyDir"] = new JsonObject() });
            Container["volumeMounts"] ??= new JsonArray();
            Container["volumeMounts"]!.AsArray().Add(new JsonObject { ["name"] = "added", ["mountPath"] = "/added" });
            return $"{Subject} pod volume added";
        }

        // The map is named after its content; here somebody changed it by hand.
        public string? ChangeSetting()
        {
            if (objects.FirstOrDefault(each => (string)each["kind"]! == "ConfigMap" && ((string)each["metadata"]!["name"]!).StartsWith($"{Name}-settings-", StringComparison.Ordinal)) is not { } map) return null;
            var key = map["data"]!.AsObject().First().Key;
            map["data"]![key] = "changed";
            var name = (string)map["metadata"]!["name"]!;
            return $"configmap/{name[..name.LastIndexOf('-')]} data {key}";
        }

        public string? ChangeRoute()
        {
            var changed = false;
            for (var index = 0; index < objects.Count; index++)
            {
                if ((string)objects[index]["kind"]! is not ("Ingress" or "VirtualService" or "HTTPRoute")) continue;
                var text = objects[index].ToJsonString();
                var other = text.Replace($"/api/{Name}", $"/other/{Name}", StringComparison.Ordinal);
                changed |= text != other;
                objects[index] = JsonNode.Parse(other)!.AsObject();
            }
            return changed ? $"{Subject} route" : null;
        }
    }
}
