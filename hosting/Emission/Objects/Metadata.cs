using k8s.Models;
using Parity.Model;

namespace Parity.Emission;

/// <summary>Names, labels and annotations that objects share.</summary>
internal static class Metadata
{
    // https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
    public const string NameLabel = "app.kubernetes.io/name";
    public const string PartOfLabel = "app.kubernetes.io/part-of";

    public static V1ObjectMeta Of(Target target, Workload workload, string? name = null, IDictionary<string, string>? annotations = null) => new()
    {
        Name = name ?? workload.Name,
        NamespaceProperty = target.Environment.Namespace,
        Labels = Labels(target, workload),
        Annotations = annotations,
    };

    public static V1ObjectMeta Of(Target target, string name) => new()
    {
        Name = name,
        NamespaceProperty = target.Environment.Namespace,
        Labels = Labels(target),
    };

    public static Dictionary<string, string> Labels(Target target, Workload workload) => new()
    {
        ["app.kubernetes.io/component"] = workload.Kind.ToString().ToLowerInvariant(),
        ["app.kubernetes.io/instance"] = $"{target.Topology.Name}-{workload.Name}",
        ["app.kubernetes.io/managed-by"] = "parity",
        [NameLabel] = workload.Name,
        [PartOfLabel] = target.Topology.Name,
    };

    public static Dictionary<string, string> Labels(Target target) => new()
    {
        ["app.kubernetes.io/managed-by"] = "parity",
        [PartOfLabel] = target.Topology.Name,
    };

    /// <summary>What selects a workload's pods; it can never change, so it holds nothing but identity.</summary>
    public static V1LabelSelector Selector(Target target, Workload workload) => new() { MatchLabels = SelectorLabels(target, workload) };

    public static Dictionary<string, string> SelectorLabels(Target target, Workload workload) => new()
    {
        [NameLabel] = workload.Name,
        [PartOfLabel] = target.Topology.Name,
    };
}
