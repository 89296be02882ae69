namespace Parity.Model;

/// <summary>Autoscaling within a whole system: who can be scaled, and in which environments.</summary>
internal static class ScaledWorkloadRules
{
    public static IEnumerable<Diagnostic> Check(Topology topology) => topology.Workloads.SelectMany(workload => Check(topology, workload));

    private static IEnumerable<Diagnostic> Check(Topology topology, Workload workload)
    {
        if (workload.Autoscaling is not { } autoscaling) yield break;
        foreach (var diagnostic in AutoscalingChecks.Check(workload.Name, autoscaling)) yield return diagnostic;
        var subject = $"autoscaling of '{workload.Name}'";
        if (workload.Kind is not (WorkloadKind.Service or WorkloadKind.Worker))
            yield return Diagnostic.Error("AUTOSCALING-012", subject, $"A {workload.Kind.ToString().ToLowerInvariant()} has no replicas that come and go.", "Remove WithAutoscaling.");
        if (workload.Replicas != Declared.Everywhere(autoscaling.Bounds.Minimum))
            yield return Diagnostic.Error("AUTOSCALING-018", subject, $"Its replicas are declared besides ({string.Join(", ", workload.Replicas.All)}), but the autoscaler decides: {autoscaling.Bounds.Minimum} to {autoscaling.Bounds.Maximum}.", "Remove WithReplicas([…]), or choose the bounds with AtLeast(minimum) and In(environment, …).");
        foreach (var (environment, difference) in autoscaling.Differences)
        {
            if (difference.Bounds == autoscaling.Bounds)
                yield return Diagnostic.Error("DIFF-004", WorkloadRules.Subject(workload), $"the autoscaling is declared to differ in '{environment}', but is the same there.", $"Remove In(\"{environment}\", …).");
        }

        var known = topology.Environments.Select(environment => environment.Name).ToArray();
        foreach (var unknown in autoscaling.Differences.Keys.Except(known))
            yield return Diagnostic.Error("AUTOSCALING-013", subject, $"It names the unknown environment '{unknown}'.", $"Use one of {string.Join(", ", known)} in In(…).");
        foreach (var queue in autoscaling.Metrics.OfType<AutoscalingMetric.QueueDepth>().Where(queue => !workload.Secrets.Any(secret => secret.Key == queue.SecretKey)))
            yield return Diagnostic.Error("AUTOSCALING-014", subject, $"Its queue is counted in the database '{queue.Database}', whose secret {queue.SecretKey} it does not have.", $"Add WithReference to that database, or name another in QueueDepth(…).");
    }
}
