namespace Parity.Model;

/// <summary>A declared difference names every environment and no other, has a reason, and makes a difference.</summary>
internal static class DifferenceRules
{
    public static IEnumerable<Diagnostic> Check(Topology topology) =>
        topology.Workloads.SelectMany(workload =>
        {
            var subject = WorkloadRules.Subject(workload);
            return Breaches(topology, subject, "presence", "WithPresence", workload.Presence)
                .Concat(Breaches(topology, subject, "replicas", "WithReplicas", workload.Replicas))
                .Concat(Breaches(topology, subject, "capacity", "WithCapacity", workload.Capacity))
                .Concat(workload.Settings.SelectMany(setting => Breaches(topology, subject, $"setting '{setting.Key}'", "WithSetting", setting.Value)))
                .Concat(workload.Secrets.SelectMany(secret => Breaches(topology, subject, $"secret '{secret.Key}'", "WithSecret", secret.Name)))
                .Concat(workload.DifferingProbes.SelectMany(probe => Breaches(topology, subject, $"{probe.Kind} probe", "WithProbe", probe.Value)))
                .Concat(workload.Image is Image.Existing image ? Breaches(topology, subject, "image", "WithImage or WithImageTag", image.Reference) : []);
        }).Concat(topology.Routes.Routes.SelectMany(route => OfRoute(topology, route)));

    private static IEnumerable<Diagnostic> OfRoute(Topology topology, Route route)
    {
        var subject = $"route '{route.Name}'";
        return Breaches(topology, subject, "presence", "WithPresence", route.Presence)
            .Concat(Breaches(topology, subject, "timeout", "WithTimeout", route.Timeout))
            .Concat(route.Backends.SelectMany(backend => Breaches(topology, subject, $"weight of '{backend.Workload}'", "AndTo", backend.Weight)));
    }

    private static IEnumerable<Diagnostic> Breaches<T>(Topology topology, string subject, string what, string call, Declared<T> declared)
    {
        if (declared is not Declared<T>.Differing differing) yield break;
        var known = topology.Environments.Select(environment => environment.Name).ToArray();
        foreach (var unknown in differing.Values.Keys.Except(known))
            yield return Diagnostic.Error("DIFF-001", subject, $"the {what} names the unknown environment '{unknown}'.", $"Use one of {string.Join(", ", known)} in {call}.");
        foreach (var missing in known.Except(differing.Values.Keys))
            yield return Diagnostic.Error("DIFF-002", subject, $"the {what} says nothing about the environment '{missing}'.", $"Add a value for '{missing}' in {call}.");
        foreach (var twice in differing.Twice)
            yield return Diagnostic.Error("DIFF-005", subject, $"the {what} names the environment '{twice}' more than once.", $"Keep one value for '{twice}' in {call}.");
        if (string.IsNullOrWhiteSpace(differing.Reason))
            yield return Diagnostic.Error("DIFF-003", subject, $"the {what} differs without a reason.", $"Say why as the last argument of {call}.");
        if (differing.Values.Values.Distinct().Count() <= 1)
            yield return Diagnostic.Error("DIFF-004", subject, $"the {what} is declared to differ, but is the same everywhere.", $"Use {call} with one value.");
    }
}
