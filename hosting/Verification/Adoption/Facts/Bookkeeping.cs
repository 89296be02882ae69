namespace Parity.Verification.Adoption.Facts;

/// <summary>Labels and annotations by which tools keep their books, and objects that a cluster writes by itself.</summary>
internal static class Bookkeeping
{
    // Identity and provenance: who applied it, which chart, which revision. Selectors are compared by what they select.
    private static readonly HashSet<string> Labels = new(
    [
        "app", "k8s-app", "name", "chart", "heritage", "release", "pod-template-hash", "controller-revision-hash", "pod-template-generation",
        "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/managed-by", "app.kubernetes.io/version",
        "app.kubernetes.io/part-of", "app.kubernetes.io/created-by", "helm.sh/chart", "service.istio.io/canonical-name", "service.istio.io/canonical-revision",
        "security.istio.io/tlsMode", "batch.kubernetes.io/job-name", "batch.kubernetes.io/controller-uid", "controller-uid", "job-name",
        "kustomize.toolkit.fluxcd.io/name", "kustomize.toolkit.fluxcd.io/namespace", "helm.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/namespace",
        "argocd.argoproj.io/instance", "io.kompose.service", "kubernetes.io/metadata.name", "objectset.rio.cattle.io/hash", "skaffold.dev/run-id",
    ], StringComparer.Ordinal);

    private static readonly string[] Annotations =
    [
        "kubectl.kubernetes.io/", "deployment.kubernetes.io/", "deprecated.", "kubernetes.io/change-cause", "meta.helm.sh/", "helm.sh/", "checksum/",
        "argocd.argoproj.io/", "kustomize.toolkit.fluxcd.io/", "kustomize.config.k8s.io/", "config.kubernetes.io/", "config.k8s.io/", "internal.config.kubernetes.io/",
        "field.cattle.io/", "cattle.io/", "objectset.rio.cattle.io/", "autoscaling.alpha.kubernetes.io/", "control-plane.alpha.kubernetes.io/",
        "sidecar.istio.io/status", "istio.io/rev", "kompose.", "pv.kubernetes.io/", "volume.kubernetes.io/", "volume.beta.kubernetes.io/",
        "batch.kubernetes.io/", "cloud.google.com/neg-status", "endpoints.kubernetes.io/", "app.openshift.io/", "openshift.io/",
        "image.openshift.io/", "cni.projectcalico.org/", "k8s.v1.cni.cncf.io/", "reloader.stakater.com/last-reloaded-from", "rollout.argoproj.io/", "fluxcd.io/",
        "skaffold.dev/", "parity/", "kubernetes.io/description", "ingress.kubernetes.io/", "field.kubernetes.io/",
    ];

    private static readonly HashSet<string> DerivedKinds = new(
    [
        "Endpoints", "EndpointSlice", "Event", "ControllerRevision", "Lease", "PodMetrics", "NodeMetrics", "Node", "ComponentStatus",
        "WorkloadEntry", "CiliumEndpoint", "CiliumIdentity", "VolumeAttachment", "Namespace",
    ], StringComparer.Ordinal);

    public static bool IsLabel(string key) => Labels.Contains(key);

    public static bool IsAnnotation(string key)
    {
        foreach (var prefix in Annotations)
            if (key.StartsWith(prefix, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>Written into every namespace by the cluster, the mesh or a controller; nobody deploys it.</summary>
    public static bool IsInjected(Sources.KubeObject each) => each switch
    {
        { Kind: "ConfigMap", Name: "kube-root-ca.crt" or "istio-ca-root-cert" or "openshift-service-ca.crt" or "istio-ca-crl" } => true,
        { Kind: "ConfigMap" } when each.Annotation("control-plane.alpha.kubernetes.io/leader").Length > 0 => true,
        { Kind: "ServiceAccount", Name: "default" or "builder" or "deployer" or "pipeline" } => true,
        { Kind: "Service", Name: "kubernetes" } => true,
        { Kind: "Secret" } when each.Root.Text("type") is "kubernetes.io/service-account-token" or "helm.sh/release.v1" or "bootstrap.kubernetes.io/token" => true,
        _ => DerivedKinds.Contains(each.Kind) || IsOwned(each),
    };

    // A ReplicaSet of a Deployment, a Job of a CronJob, the autoscaler that KEDA writes: the owner is compared.
    private static bool IsOwned(Sources.KubeObject each) =>
        each.Root.Items("metadata", "ownerReferences").Any(owner => owner.Text("controller") is "true");
}
