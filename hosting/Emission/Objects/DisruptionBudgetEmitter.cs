using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Nodes may be drained one replica at a time. A single replica gets no budget: it would block every drain.</summary>
internal static class DisruptionBudgetEmitter
{
    public static IEnumerable<Emitted> Emit(Target target, Workload workload)
    {
        var environment = target.Environment.Name;
        var fewest = workload.Autoscaling?.BoundsIn(environment).Minimum ?? workload.Replicas.In(environment);
        if (workload.Kind == WorkloadKind.Job || fewest < 2) yield break;
        yield return new($"{workload.Name}/poddisruptionbudget", new V1PodDisruptionBudget
        {
            ApiVersion = "policy/v1",
            Kind = "PodDisruptionBudget",
            Metadata = Metadata.Of(target, workload),
            // A replica that is not ready anyway must not hold up a drain.
            Spec = new() { MaxUnavailable = 1, Selector = Metadata.Selector(target, workload), UnhealthyPodEvictionPolicy = "AlwaysAllow" },
        });
    }
}
