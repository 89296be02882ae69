using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Sources;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Which things of the environments are the same thing: containers and volumes under other names, objects of a workload.</summary>
internal sealed class Alignment
{
    private readonly Dictionary<string, string> firstContainer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> onlyContainer = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Workload, string Name), string> otherNames = [];
    private readonly Dictionary<(string Workload, string Signature), string> volumeBySignature = [];
    private readonly Dictionary<string, string> subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> commonInit = new(StringComparer.Ordinal);
    private readonly HashSet<string> workloads = new(StringComparer.Ordinal);

    public Alignment(IReadOnlyList<Inventory> inventories)
    {
        IsComposeOnly = inventories.Any(each => each.IsCompose) && inventories.All(each => each.IsCompose || each.Objects.Count == 0);
        foreach (var workload in inventories.SelectMany(each => each.Workloads)) workloads.Add(workload.Name);
        foreach (var group in inventories.SelectMany(each => each.Workloads).GroupBy(each => each.Name, StringComparer.Ordinal)) AlignContainers([.. group]);
        foreach (var inventory in inventories) AlignServices(inventory);
        HostsAgree = inventories.Select(each => new Routing.HostRoles(RouteFacts.Read(each)).All.ToHashSet(StringComparer.Ordinal)).Where(roles => roles.Count > 0).ToList() is [var first, _, ..] all && all.TrueForAll(first.SetEquals);
        foreach (var inventory in inventories) AlignAccounts(inventory);
        foreach (var inventory in inventories) AlignPolicies(inventory);
    }

    /// <summary>Whether all of it comes from Compose files, so that what only these can say is compared too.</summary>
    public bool IsComposeOnly { get; }

    /// <summary>Whether the environments that have several public hosts call what these are for alike.</summary>
    public bool HostsAgree { get; }

    public bool IsWorkload(string name) => workloads.Contains(name);

    /// <summary>The workload that an object belongs to in any environment, else the object itself.</summary>
    public string SubjectOf(string kind, string name) =>
        subjects.TryGetValue($"{kind}/{name}", out var subject) ? subject : workloads.Contains(name) ? name : $"{kind.ToLowerInvariant()}/{name}";

    /// <summary>The workload that an object belongs to in some environment, or null.</summary>
    public string? OwnerOf(string kind, string name) => subjects.GetValueOrDefault($"{kind}/{name}");

    /// <summary>The workload behind a Service's name, or the name where nothing stands behind it.</summary>
    public string WorkloadBehind(string service) => subjects.GetValueOrDefault($"Service/{service}", service);

    public bool IsFirst(WorkloadObject workload, string container) => firstContainer.GetValueOrDefault(workload.Name) == container;

    public string ContainerName(WorkloadObject workload, string name, string role) =>
        role != "container" ? name : onlyContainer.TryGetValue(workload.Name, out var only) ? only
            : otherNames.TryGetValue((workload.Name, name), out var other) ? other : name.Length > 0 ? name : firstContainer[workload.Name];

    /// <summary>The init containers that every environment has, in the order in which this one runs them.</summary>
    public IReadOnlyList<string> OrderOfInit(WorkloadObject workload) =>
        [.. workload.InitContainers.Select(each => each.Text("name") ?? "").Where(each => commonInit[workload.Name].Contains(each))];

    public string VolumeName(WorkloadObject workload, string name)
    {
        var signature = Signature(workload, name);
        return signature.Length > 0 && volumeBySignature.TryGetValue((workload.Name, signature), out var first) ? first : name;
    }

    private void AlignContainers(IReadOnlyList<WorkloadObject> same)
    {
        var name = same[0].Name;
        var names = same.Select(each => (IReadOnlyList<string>)[.. each.Containers.Select(container => container.Text("name") ?? "")]).ToList();
        firstContainer[name] = names.FirstOrDefault(each => each.Count > 0 && each[0].Length > 0)?[0] ?? (names.Any(each => each.Count > 0) ? name : "");
        commonInit[name] = same.Select(each => each.InitContainers.Select(container => container.Text("name") ?? "")).Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
        if (names.All(each => each.Count == 1)) onlyContainer[name] = firstContainer[name];
        else AlignByImage(same);
        // A volume that has another name in another environment but is mounted at the same places is the same volume.
        var common = same.Select(VolumesOf).Aggregate((left, right) => [.. left.Intersect(right, StringComparer.Ordinal)]);
        foreach (var workload in same)
            foreach (var volume in VolumesOf(workload).Except(common, StringComparer.Ordinal))
                if (Signature(workload, volume) is { Length: > 0 } signature) volumeBySignature.TryAdd((name, signature), volume);
    }

    // Among several containers, one that is called otherwise elsewhere is known by its image.
    private void AlignByImage(IReadOnlyList<WorkloadObject> same)
    {
        static string ImageOf(Node container) => ImageName.Parse(container.Text("image") ?? "").Repository.Split('/')[^1];
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var everywhere = same.Select(each => each.Containers.Select(container => container.Text("name") ?? "")).Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
        foreach (var workload in same)
        {
            foreach (var group in workload.Containers.Where(container => !everywhere.Contains(container.Text("name") ?? "")).GroupBy(ImageOf, StringComparer.Ordinal).Where(group => group.Count() == 1))
            {
                var name = group.First().Text("name") ?? "";
                if (!known.TryGetValue(group.Key, out var first)) known[group.Key] = name;
                else if (first != name) otherNames[(workload.Name, name)] = first;
            }
        }
    }

    private static HashSet<string> VolumesOf(WorkloadObject workload) =>
        [.. workload.Pod?.Items("volumes").Select(volume => volume.Text("name") ?? "") ?? []];

    private string Signature(WorkloadObject workload, string volume) => string.Join('|', workload.Containers.SelectMany(container => container.Items("volumeMounts")
        .Where(mount => mount.Text("name") == volume).Select(mount => $"{ContainerName(workload, container.Text("name") ?? "", "container")} {mount.Text("mountPath")?.TrimEnd('/')} {mount.Text("subPath")}"))
        .Order(StringComparer.Ordinal));

    private void AlignServices(Inventory inventory)
    {
        foreach (var service in inventory.Services)
        {
            var selected = Selected(inventory, service);
            var best = selected.FirstOrDefault(each => each == service.Name) ?? (selected.Count > 0 ? selected[0] : null);
            if (best is not null) subjects.TryAdd($"Service/{service.Name}", best);
        }
    }

    public static IReadOnlyList<string> Selected(Inventory inventory, KubeObject service)
    {
        var selector = Selector.OfLabels(service.Root.At("spec", "selector"));
        return selector.Requirements.Count == 0 ? [] : [.. inventory.SelectedBy(selector).Select(each => each.Name)];
    }

    private void AlignAccounts(Inventory inventory)
    {
        var users = inventory.Workloads.ToLookup(each => each.Pod?.Text("serviceAccountName") ?? "default", StringComparer.Ordinal);
        foreach (var account in inventory.Of("ServiceAccount"))
        {
            var names = users[account.Name].Select(each => each.Name).Distinct(StringComparer.Ordinal).ToList();
            if (workloads.Contains(account.Name)) subjects.TryAdd($"ServiceAccount/{account.Name}", account.Name);
            else if (names.Count == 1) subjects.TryAdd($"ServiceAccount/{account.Name}", names[0]);
        }
    }

    // Where the workload is missing its policy selects nothing, and still is that workload's.
    private void AlignPolicies(Inventory inventory)
    {
        foreach (var policy in inventory.Of("PodDisruptionBudget").Concat(inventory.Of("NetworkPolicy")))
        {
            var selector = Selector.Of(policy.Root.At("spec", policy.Kind == "NetworkPolicy" ? "podSelector" : "selector"));
            if (selector.Requirements.Count > 0 && inventory.SelectedBy(selector).Take(2).ToList() is [var only]) subjects.TryAdd($"{policy.Kind}/{policy.Name}", only.Name);
        }
    }
}
