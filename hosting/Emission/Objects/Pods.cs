using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>The pods of a workload.</summary>
internal static class Pods
{
    // Time for the process to end after its own timeout, before it is killed.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public static V1PodTemplateSpec Template(Target target, Workload workload)
    {
        List<V1Volume> volumes = [.. Volumes.Of(target, workload), .. WaitContainers.VolumesOf(target, workload)];
        List<V1Container> waits = [.. WaitContainers.Of(target, workload)];
        return new()
        {
            Metadata = new() { Labels = Labels(target, workload), Annotations = Annotations(target, workload) },
            Spec = new()
            {
                AutomountServiceAccountToken = false,
                Containers = [Containers.Of(target, workload)],
                EnableServiceLinks = false,
                InitContainers = waits.Count == 0 ? null : waits,
                RestartPolicy = workload.Kind == WorkloadKind.Job ? "OnFailure" : "Always",
                SecurityContext = new()
                {
                    FsGroup = workload.User,
                    FsGroupChangePolicy = "OnRootMismatch",
                    RunAsGroup = workload.User,
                    RunAsNonRoot = true,
                    RunAsUser = workload.User,
                    SeccompProfile = new() { Type = "RuntimeDefault" },
                },
                ServiceAccountName = workload.Name,
                TerminationGracePeriodSeconds = Containers.Seconds(workload.Shutdown.Delay + workload.Shutdown.Timeout + Margin),
                TopologySpreadConstraints = workload.Kind == WorkloadKind.Job ? null : [Spread(target, workload, "kubernetes.io/hostname"), Spread(target, workload, "topology.kubernetes.io/zone")],
                Volumes = volumes,
            },
        };
    }

    private static Dictionary<string, string> Labels(Target target, Workload workload)
    {
        var labels = Metadata.Labels(target, workload);
        // A sidecar would keep a job from ending, and one that calls nothing in the mesh needs none.
        if (target.IsMesh && workload.Kind == WorkloadKind.Job && !CallsMesh(target, workload)) labels["sidecar.istio.io/inject"] = "false";
        return labels;
    }

    private static Dictionary<string, string>? Annotations(Target target, Workload workload)
    {
        if (!target.IsMesh) return null;
        var annotations = new Dictionary<string, string>();
        var waits = WaitContainers.Jobs(target, workload).ToArray();
        // The program of a job ends, and init containers run before a classic sidecar: both need one that is an init container itself.
        if ((workload.Kind == WorkloadKind.Job && CallsMesh(target, workload)) || waits.Length > 0) annotations["sidecar.istio.io/nativeSidecar"] = "true";
        return annotations.Count == 0 ? null : annotations;
    }

    private static bool CallsMesh(Target target, Workload workload) => target.OutOf(workload).Any(edge => edge.To.Length > 0);

    private static V1TopologySpreadConstraint Spread(Target target, Workload workload, string key) => new()
    {
        LabelSelector = Metadata.Selector(target, workload),
        // Each rollout is spread by itself.
        MatchLabelKeys = workload.Kind == WorkloadKind.Store ? null : ["pod-template-hash"],
        MaxSkew = 1,
        TopologyKey = key,
        WhenUnsatisfiable = "ScheduleAnyway",
    };
}
