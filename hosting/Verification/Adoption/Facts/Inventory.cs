using System.Text.RegularExpressions;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>A workload of one environment: the object, its pod template and the name that it is compared by.</summary>
internal sealed record WorkloadObject(string Name, KubeObject Object, Node Template)
{
    public Node? Pod => Template.At("spec");

    public IEnumerable<Node> Containers => Template.Items("spec", "containers");

    public IEnumerable<Node> InitContainers => Template.Items("spec", "initContainers");

    public IReadOnlyDictionary<string, string> Labels { get; } = Template.Entries("metadata", "labels")
        .Where(pair => pair.Value is Scalar).ToDictionary(pair => pair.Key, pair => ((Scalar)pair.Value).Value, StringComparer.Ordinal);
}

/// <summary>The objects of one environment by what they are for.</summary>
internal sealed partial class Inventory
{
    private static readonly string[] WorkloadKinds =
        ["Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "ReplicaSet", "ReplicationController", "Pod", "Rollout", "DeploymentConfig"];

    private readonly IReadOnlyDictionary<string, string> names;
    private readonly ILookup<string, KubeObject> byKind;
    private readonly Dictionary<(string Key, string Value), List<WorkloadObject>> byLabel = [];

    public Inventory(EnvironmentSource source)
    {
        IsCompose = source.IsCompose;
        Environment = source.Name;
        Objects = source.Objects;
        names = source.Names;
        byKind = Objects.ToLookup(each => each.Kind, StringComparer.Ordinal);
        Workloads = [.. FindWorkloads()];
        foreach (var workload in Workloads)
        {
            foreach (var (key, value) in workload.Labels)
            {
                if (!byLabel.TryGetValue((key, value), out var labelled)) byLabel[(key, value)] = labelled = [];
                labelled.Add(workload);
            }
        }
        ConfigMaps = byKind["ConfigMap"].GroupBy(each => each.Name, StringComparer.Ordinal).ToDictionary(each => each.Key, each => each.Last(), StringComparer.Ordinal);
        Secrets = byKind["Secret"].GroupBy(each => each.Name, StringComparer.Ordinal).ToDictionary(each => each.Key, each => each.Last(), StringComparer.Ordinal);
        Services = [.. byKind["Service"].Where(each => each.Group.Length == 0)];
    }

    public string Environment { get; }

    /// <summary>Whether all of it comes from Compose files.</summary>
    public bool IsCompose { get; }

    public IReadOnlyList<KubeObject> Objects { get; }

    public IReadOnlyList<WorkloadObject> Workloads { get; }

    public IReadOnlyDictionary<string, KubeObject> ConfigMaps { get; }

    public IReadOnlyDictionary<string, KubeObject> Secrets { get; }

    public IReadOnlyList<KubeObject> Services { get; }

    public IEnumerable<KubeObject> Of(string kind) => byKind[kind];

    public static bool IsWorkload(KubeObject each) => Array.IndexOf(WorkloadKinds, each.Kind) >= 0 && each.Group is not "serving.knative.dev";

    /// <summary>The workloads whose pods carry all the labels; an empty selector selects all.</summary>
    public IEnumerable<WorkloadObject> SelectedBy(Selector selector)
    {
        // Only those that carry the rarest of the labels are looked at: with 500 Services of 500 workloads, trying all would be most of the work.
        var candidates = Workloads;
        foreach (var (key, relation, values) in selector.Requirements)
        {
            if (relation != "In" || values.Count != 1) continue;
            if (!byLabel.TryGetValue((key, values[0]), out var labelled)) return [];
            if (labelled.Count < candidates.Count) candidates = labelled;
        }
        return candidates.Where(each => selector.Matches(each.Labels));
    }

    /// <summary>The names of the workloads that a selector with requirements finds; null where it finds none.</summary>
    public string? Selects(Selector selector) =>
        selector.Requirements.Count > 0 && SelectedBy(selector).Select(each => each.Name).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } found ? string.Join(", ", found) : null;

    /// <summary>A text in which the environment's own objects have the names that they are compared by; what goes on after a dot is a host elsewhere.</summary>
    public string Plain(string text) => names.Count == 0 ? text : Name().Replace(text, name => names.GetValueOrDefault(name.Value, name.Value));

    [GeneratedRegex("(?<![\\w.-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?![\\w-]|\\.[\\w-])")]
    private static partial Regex Name();

    private IEnumerable<WorkloadObject> FindWorkloads()
    {
        // Two workloads may share a name if their kinds differ: then only the first by kind goes by the name alone.
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var each in WorkloadKinds.SelectMany(kind => byKind[kind]).Where(IsWorkload))
        {
            var template = each.Kind switch
            {
                "CronJob" => each.Root.At("spec", "jobTemplate", "spec", "template"),
                "Pod" => each.Root,
                _ => each.Root.At("spec", "template"),
            };
            var name = names.Add(each.Name) ? each.Name : $"{each.Kind.ToLowerInvariant()}/{each.Name}";
            yield return new(name, each, template ?? new Mapping([], each.Line));
        }
    }
}
