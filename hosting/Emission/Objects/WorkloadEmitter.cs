using System.Globalization;
using k8s;
using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>The Deployment, StatefulSet or Job of a workload, and the account it runs as.</summary>
internal static class WorkloadEmitter
{
    public static IEnumerable<Emitted> Emit(Target target, Workload workload)
    {
        yield return new($"{workload.Name}/serviceaccount", new V1ServiceAccount
        {
            ApiVersion = "v1",
            Kind = "ServiceAccount",
            Metadata = Metadata.Of(target, workload),
            AutomountServiceAccountToken = false,
        });
        yield return workload.Kind switch
        {
            WorkloadKind.Job => Job(target, workload),
            WorkloadKind.Store => StatefulSet(target, workload),
            WorkloadKind.Service or WorkloadKind.Worker => Deployment(target, workload),
            _ => throw new InvalidOperationException(),
        };
    }

    private static Emitted Deployment(Target target, Workload workload) => new($"{workload.Name}/deployment", new V1Deployment
    {
        ApiVersion = "apps/v1",
        Kind = "Deployment",
        Metadata = Metadata.Of(target, workload, annotations: Annotations(target, workload)),
        Spec = new()
        {
            ProgressDeadlineSeconds = 600,
            // A number here would undo what the autoscaler decided at every apply.
            Replicas = workload.Autoscaling is null ? workload.Replicas.In(target.Environment.Name) : null,
            RevisionHistoryLimit = 5,
            Selector = Metadata.Selector(target, workload),
            Strategy = new() { Type = "RollingUpdate", RollingUpdate = new() { MaxSurge = "25%", MaxUnavailable = 0 } },
            Template = Pods.Template(target, workload),
        },
    });

    private static Emitted StatefulSet(Target target, Workload workload)
    {
        var claims = Volumes.Claims(workload);
        return new($"{workload.Name}/statefulset", new V1StatefulSet
        {
            ApiVersion = "apps/v1",
            Kind = "StatefulSet",
            Metadata = Metadata.Of(target, workload, annotations: Annotations(target, workload)),
            Spec = new()
            {
                Replicas = workload.Replicas.In(target.Environment.Name),
                RevisionHistoryLimit = 5,
                Selector = Metadata.Selector(target, workload),
                ServiceName = workload.Name,
                Template = Pods.Template(target, workload),
                VolumeClaimTemplates = claims.Count == 0 ? null : claims,
            },
        });
    }

    // A Job's pod template cannot be changed, so a new one has a new name.
    private static Emitted Job(Target target, Workload workload)
    {
        var job = new V1Job
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = Metadata.Of(target, workload, annotations: Annotations(target, workload)),
            Spec = new() { ActiveDeadlineSeconds = 1800, BackoffLimit = 6, Template = Pods.Template(target, workload) },
        };
        job.Metadata.Name = $"{workload.Name}-{ContentHash.Of(KubernetesJson.Serialize(job.Spec))}";
        return new($"{workload.Name}/job", job);
    }

    // What the model says of its calls, for people: a network policy tells no names of what is outside, nor which call is whose.
    private static Dictionary<string, string>? Annotations(Target target, Workload workload)
    {
        var annotations = new Dictionary<string, string>();
        var calls = workload.References.Select(reference => $"{reference.Workload}/{reference.Endpoint}").Concat(workload.Outsides.Select(outside => string.Create(CultureInfo.InvariantCulture, $"{outside.Name}:{outside.Port}")));
        if (string.Join(", ", calls.Order(StringComparer.Ordinal)) is { Length: > 0 } called) annotations["parity/calls"] = called;
        var jobs = WaitContainers.Jobs(target, workload).Select(job => job.Name).ToArray();
        if (jobs.Length > 0) annotations["parity/waits-for"] = string.Join(',', jobs);
        return annotations.Count == 0 ? null : annotations;
    }
}
