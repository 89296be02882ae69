using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Objects of every other kind, field by field, without knowledge of their defaults.</summary>
internal static class OtherFacts
{
    private static readonly HashSet<string> WrittenApart = new(
    [
        "ConfigMap", "Secret", "Service", "ServiceAccount", "HorizontalPodAutoscaler", "ScaledObject", "PodDisruptionBudget", "NetworkPolicy",
    ], StringComparer.Ordinal);

    private static readonly HashSet<string> Known = new(
    [
        "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "PersistentVolumeClaim", "PersistentVolume", "StorageClass", "ResourceQuota", "LimitRange",
        "PriorityClass", "IngressClass", "GatewayClass", "CustomResourceDefinition", "DestinationRule", "VirtualService", "ServiceEntry", "Sidecar", "EnvoyFilter", "PeerAuthentication",
        "AuthorizationPolicy", "RequestAuthentication", "Telemetry", "TriggerAuthentication", "ExternalSecret", "SealedSecret", "SecretStore", "Certificate", "Issuer",
    ], StringComparer.Ordinal);

    public static void Write(EnvironmentFacts environment, Inventory inventory, Diagnostics diagnostics)
    {
        foreach (var each in inventory.Objects)
        {
            if (WrittenApart.Contains(each.Kind) || Inventory.IsWorkload(each) || RouteFacts.IsRouting(each) || inventory.Delegates.Contains(each)) continue;
            if (each.Kind == "PersistentVolumeClaim" && IsOfStatefulSet(inventory, each)) continue;
            if (!Known.Contains(each.Kind))
                diagnostics.Note("ADOPT-010", each.File, each.Line, $"{each.ApiVersion} {each} is of a kind that is not known here: compared field by field, without its defaults.");
            var unit = new FactWriter(environment.Of($"{each.Kind.ToLowerInvariant()}/{each.Name}"), each, "").AddUnit("object", "object-missing", Value.Of(each.Kind));
            foreach (var (key, value) in each.Root.Pairs)
            {
                if (key is "apiVersion" or "kind" or "metadata" or "status") continue;
                unit.AddLeaves(Trimmed(each, value), key, each.Kind == "PersistentVolumeClaim" ? "volume" : "object", Defaults.Workload);
            }
            // Where a claim names no class, the cluster's default one is taken, whichever that is.
            if (each.Kind == "PersistentVolumeClaim" && each.Root.Text("spec", "storageClassName") is null) environment.CannotSay($"persistentvolumeclaim/{each.Name}", "spec.storageClassName");
        }
        // A mesh's own objects mean nothing where there is no mesh.
        if (inventory.Objects.Any(each => each.Group.EndsWith("istio.io", StringComparison.Ordinal))) return;
        foreach (var kind in new[] { "destinationrule", "virtualservice", "serviceentry", "sidecar", "envoyfilter", "peerauthentication", "authorizationpolicy", "requestauthentication", "telemetry" })
            environment.CannotSay($"{kind}/*", "object");
    }

    // A claim's volume, and the class that a server chose for it, are the cluster's own.
    private static Node Trimmed(KubeObject each, Node value) => each.Kind.EndsWith("RoleBinding", StringComparison.Ordinal) ? OwnAccounts(value, each.Namespace) : value is not Mapping spec ? value : each.Kind switch
    {
        "PersistentVolumeClaim" => spec.With("volumeName", null).With("volumeMode", spec.Text("volumeMode") is "Block" ? spec.Find("volumeMode") : null),
        "LimitRange" => LimitForm.Of(spec),
        _ when each.Group.EndsWith("istio.io", StringComparison.Ordinal) => MeshForm.Of(spec, each.Namespace),
        _ => value,
    };

    // An account of the namespace in which the binding is, whatever that is called in an environment.
    private static Node OwnAccounts(Node subjects, string space) => subjects is not Sequence list ? subjects : new Sequence([.. list.Values.Select(each =>
        each is Mapping subject && (subject.Text("namespace") == space || space.Length == 0) ? subject.With("namespace", null).With("apiGroup", null) : each)], list.Line);

    private static bool IsOfStatefulSet(Inventory inventory, KubeObject claim) => inventory.Of("StatefulSet").Any(set => set.Root.Items("spec", "volumeClaimTemplates")
        .Any(template => claim.Name.StartsWith($"{template.Text("metadata", "name")}-{set.Name}-", StringComparison.Ordinal)));
}
