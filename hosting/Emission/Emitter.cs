using Parity.Model;

namespace Parity.Emission;

/// <summary>All objects of all environments, or what stands against them.</summary>
/// <param name="Objects">By environment; empty while there are errors.</param>
/// <param name="Diagnostics">Errors of the topology and its renderings, warnings for approximations.</param>
public sealed record Emission(Map<string, Sequence<Emitted>> Objects, Sequence<Diagnostic> Diagnostics);

/// <summary>Topology to Kubernetes objects: the truth that delivery applies and verification compares.</summary>
public static class Emitter
{
    /// <summary>Emits every environment; <paramref name="images"/> gives references with digests by workload.</summary>
    public static Emission Emit(Topology topology, Map<string, string> images)
    {
        var diagnostics = topology.Check();
        if (HasErrors(diagnostics)) return new([], diagnostics);
        diagnostics = [.. diagnostics, .. ImageRules.Check(topology, images)];
        if (HasErrors(diagnostics)) return new([], diagnostics);

        var settings = new SettingTable(topology);
        var targets = topology.Environments.Select(environment => new Target(topology, environment, images, settings)).ToArray();
        diagnostics = [.. diagnostics, .. targets.SelectMany(target => target.Routes.Diagnostics), .. targets.SelectMany(target => RoutesEmitter.TableFor(target).Check()).Distinct()];
        diagnostics = [.. diagnostics, .. targets.SelectMany(AutoscalingFit.Check)];
        if (HasErrors(diagnostics)) return new([], diagnostics);
        return new(Map.Of(targets.Select(target => (target.Environment.Name, Objects(target)))), diagnostics);
    }

    /// <summary>What the routes alone make in one environment of a valid topology: its namespace, which tells them, and the objects that lead requests in. Cheap beside all objects of all workloads.</summary>
    public static Rendering Routes(Topology topology, Model.Environment environment)
    {
        var target = new Target(topology, environment, [], new SettingTable(topology));
        return target.Routes with { Objects = [.. NamespaceEmitter.Emit(target), .. target.Routes.Objects] };
    }

    /// <summary>Whether nothing may be written.</summary>
    public static bool HasErrors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    private static Sequence<Emitted> Objects(Target target) =>
    [
        .. NamespaceEmitter.Emit(target),
        .. MeshEmitter.Emit(target),
        .. target.Routes.Objects,
        .. OfWorkloads(target).SelectMany(objects => objects),
    ];

    private static Emitted[][] OfWorkloads(Target target)
    {
        var objects = new Emitted[target.Workloads.Length][];
        Parallel.For(0, objects.Length, at => objects[at] = OfWorkload(target, target.Workloads[at]));
        return objects;
    }

    private static Emitted[] OfWorkload(Target target, Workload workload) =>
    [
        .. WorkloadEmitter.Emit(target, workload),
        .. SettingsEmitter.Emit(target, workload),
        .. ServiceEmitter.Emit(target, workload),
        .. DisruptionBudgetEmitter.Emit(target, workload),
        .. AutoscalingEmitter.Emit(target, workload),
        .. NetworkPolicyEmitter.Emit(target, workload),
        .. MeshEmitter.Emit(target, workload),
    ];
}
