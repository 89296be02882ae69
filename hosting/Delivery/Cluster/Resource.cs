namespace Parity.Delivery;

/// <summary>A kind of object that delivery applies, and where the API server keeps it.</summary>
/// <param name="ApiVersion">Group and version: <c>apps/v1</c>.</param>
/// <param name="Kind">As in a manifest.</param>
/// <param name="Plural">As in a path.</param>
public sealed record Resource(string ApiVersion, string Kind, string Plural)
{
    /// <summary>Every kind that emission knows; what is pruned is looked for among these.</summary>
    public static IReadOnlyList<Resource> All { get; } =
    [
        new("v1", "Namespace", "namespaces"),
        new("v1", "ConfigMap", "configmaps"),
        new("v1", "Service", "services"),
        new("v1", "ServiceAccount", "serviceaccounts"),
        new("apps/v1", "Deployment", "deployments"),
        new("apps/v1", "StatefulSet", "statefulsets"),
        new("batch/v1", "Job", "jobs"),
        new("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
        new("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
        new("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies"),
        new("networking.k8s.io/v1", "Ingress", "ingresses"),
        new("networking.istio.io/v1", "DestinationRule", "destinationrules"),
        new("networking.istio.io/v1", "Gateway", "gateways"),
        new("networking.istio.io/v1", "ServiceEntry", "serviceentries"),
        new("networking.istio.io/v1", "VirtualService", "virtualservices"),
        new("security.istio.io/v1", "AuthorizationPolicy", "authorizationpolicies"),
        new("security.istio.io/v1", "PeerAuthentication", "peerauthentications"),
        new("gateway.networking.k8s.io/v1", "Gateway", "gateways"),
        new("gateway.networking.k8s.io/v1", "HTTPRoute", "httproutes"),
        new("keda.sh/v1alpha1", "ScaledObject", "scaledobjects"),
        new("keda.sh/v1alpha1", "TriggerAuthentication", "triggerauthentications"),
    ];

    /// <exception cref="NotSupportedException">Emission knows a kind that this list lacks.</exception>
    public static Resource Of(string apiVersion, string kind) =>
        All.FirstOrDefault(resource => resource.ApiVersion == apiVersion && resource.Kind == kind)
        ?? throw new NotSupportedException($"'{apiVersion} {kind}' is not a kind that delivery applies; add it to Resource.All.");

    private string Root => ApiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{ApiVersion}" : $"api/{ApiVersion}";

    /// <summary>Where objects of a namespace are listed and created.</summary>
    public string Collection(string space) => Kind == "Namespace" ? $"{Root}/{Plural}" : $"{Root}/namespaces/{space}/{Plural}";

    public string Path(string space, string name) => $"{Collection(space)}/{name}";
}
