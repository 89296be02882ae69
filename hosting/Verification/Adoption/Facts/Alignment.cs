using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Which things of the environments are the same thing: containers and volumes under other names, objects of a workload.</summary>
internal sealed class Alignment
{
    private readonly Dictionary<string, string> firstContainer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> onlyContainer = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Workload, string Signature), string> volumeBySignature = [];
    private readonly Dictionary<string, string> subjects = new(StringComparer.Ordinal);
    private readonly HashSet<string> workloads = new(StringComparer.Ordinal);

    public Alignment(IReadOnlyList<Inventory> inventories)
    {
        foreach (var workload in inventories.SelectMany(each => each.Workloads)) workloads.Add(workload.Name);
        foreach (var group in inventories.SelectMany(each => each.Workloads).GroupBy(each => each.Name, StringComparer.Ordinal)) AlignContainers([.. group]);
        foreach (var inventory in inventories) AlignServices(inventory);
        foreach (var inventory in inventories) AlignAccounts(inventory);
    }

    public bool IsWorkload(string name) => workloads.Contains(name);

    /// <summary>The workload that an object belongs to in any environment, else the object itself.</summary>
    public string SubjectOf(string kind, string name) =>
        subjects.TryGetValue($"{kind}/{name}", out var subject) ? subject : workloads.Contains(name) ? name : $"{kind.ToLowerInvariant()}/{name}";

    /// <summary>The workload behind a Service's name, or the name where nothing stands behind it.</summary>
    public string WorkloadBehind(string service) => subjects.GetValueOrDefault($"Service/{service}", service);

    public bool IsFirst(WorkloadObject workload, string container) => firstContainer.GetValueOrDefault(workload.Name) == container;

    public string ContainerName(WorkloadObject workload, string name, string role) =>
        role != "container" ? name : onlyContainer.TryGetValue(workload.Name, out var only) ? only : name.Length > 0 ? name : firstContainer[workload.Name];

    public string VolumeName(WorkloadObject workload, string name)
    {
        var signature = Signature(workload, name);
        return signature.Length > 0 && volumeBySignature.TryGetValue((workload.Name, signature), out var first) ? first : name;
    }

    private void AlignContainers(IReadOnlyList<WorkloadObject> same)
    {
        var name = same[0].Name;
        var names = same.Select(each => (IReadOnlyList<string>)[.. each.Containers.Select(container => container.Text("name") ?? "")]).ToList();
        firstContainer[name] = names.FirstOrDefault(each => each.Count > 0 && each[0].Length > 0)?[0] ?? "";
        if (names.All(each => each.Count == 1)) onlyContainer[name] = firstContainer[name];
        // A volume that has another name in another environment but is mounted at the same places is the same volume.
        var common = same.Select(VolumesOf).Aggregate((left, right) => [.. left.Intersect(right, StringComparer.Ordinal)]);
        foreach (var workload in same)
            foreach (var volume in VolumesOf(workload).Except(common, StringComparer.Ordinal))
                if (Signature(workload, volume) is { Length: > 0 } signature) volumeBySignature.TryAdd((name, signature), volume);
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
}
