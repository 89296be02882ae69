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
    private readonly List<string> spaces;
    private readonly HashSet<string> serviceNames;
    private readonly Dictionary<(string Key, string Value), List<WorkloadObject>> byLabel = [];

    public Inventory(EnvironmentSource source)
    {
        IsCompose = source.IsCompose;
        Environment = source.Name;
        Objects = source.Objects;
        names = source.Names;
        spaces = [.. source.Objects.Select(each => each.Namespace).Where(each => each.Length > 0).Distinct(StringComparer.Ordinal)];
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
        Delegates = Routing.Delegation.Among(byKind["VirtualService"]);
        serviceNames = [.. Services.Select(each => each.Name)];
    }

    public string Environment { get; }

    /// <summary>Whether all of it comes from Compose files.</summary>
    public bool IsCompose { get; }

    public IReadOnlyList<KubeObject> Objects { get; }

    public IReadOnlyList<WorkloadObject> Workloads { get; }

    public IReadOnlyDictionary<string, KubeObject> ConfigMaps { get; }

    public IReadOnlyDictionary<string, KubeObject> Secrets { get; }

    public IReadOnlyList<KubeObject> Services { get; }

    /// <summary>VirtualServices that only say more of what others leave to them.</summary>
    public IReadOnlyList<KubeObject> Delegates { get; }

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

    /// <summary>
    /// A text in which the environment's own objects have the names that they are compared by, and Services of its one namespace
    /// their short names; what goes on after a dot is a host elsewhere.
    /// </summary>
    public string Plain(string text)
    {
        var near = text.Contains('.', StringComparison.Ordinal) && (spaces.Count == 0 ? text.Contains(".svc", StringComparison.Ordinal) : spaces.Count == 1 && text.Contains(spaces[0], StringComparison.Ordinal)) ? LongName().Replace(text, Short) : text;
        return names.Count == 0 ? near : Name().Replace(near, name => names.GetValueOrDefault(name.Value, name.Value));
    }

    private string Short(Match name)
    {
        var service = name.Groups["service"].Value;
        // Where nothing says in which namespace the objects will be, it is the one that a known Service is sought in.
        var isOwn = spaces.Count == 0 ? name.Groups["domain"].Success && serviceNames.Contains(service) : name.Groups["space"].Value == spaces[0] && (name.Groups["domain"].Success || serviceNames.Contains(service));
        return isOwn ? service : name.Value;
    }

    [GeneratedRegex("(?<![\\w.-])(?<service>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\\.(?<space>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?<domain>\\.svc(?:\\.cluster\\.local\\.?)?)?(?![\\w-]|\\.[\\w-])")]
    private static partial Regex LongName();

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
