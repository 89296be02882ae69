using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Facts;
using Parity.Verification.Adoption.Meaning;
using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>One workload of all environments that have it.</summary>
internal sealed class WorkloadScaffold
{
    private const int LongestName = 40;

    private readonly string name;
    private readonly IReadOnlyList<Inventory> inventories;
    private readonly IReadOnlyList<WorkloadObject?> objects;
    private readonly IReadOnlyList<EnvironmentVariables> variables;
    private readonly ScaffoldNotes notes;
    private readonly bool isRouted;
    private readonly WorkloadObject last;
    private readonly Inventory lastInventory;

    public WorkloadScaffold(string name, IReadOnlyList<Inventory> inventories, IReadOnlyList<EnvironmentVariables> variables, ScaffoldNotes notes, bool isRouted)
    {
        (this.name, this.inventories, this.variables, this.notes, this.isRouted) = (name, inventories, variables, notes, isRouted);
        objects = [.. inventories.Select(each => each.Workloads.FirstOrDefault(workload => workload.Name == name))];
        last = objects.Last(each => each is not null)!;
        lastInventory = inventories[objects.ToList().FindLastIndex(each => each is not null)];
    }

    public Workload? Build()
    {
        if (Refusal() is { } refusal)
        {
            notes.Add(name, "", refusal);
            return null;
        }
        var endpoints = new EndpointScaffold(lastInventory, last, notes, isRouted).Build();
        var kind = last.Object.Kind switch { "StatefulSet" when FolderScaffold.KeepsSomething(last) => WorkloadKind.Store, "Job" => WorkloadKind.Job, _ => endpoints.Count > 0 ? WorkloadKind.Service : WorkloadKind.Worker };
        var (settings, secrets) = new SettingScaffold(name, inventories, objects, variables, notes).Build();
        var container = last.Containers.First();
        var (program, arguments) = Line(container);
        var probes = new ProbeScaffold([.. inventories.Select(Name)], [.. objects.Select(each => each?.Containers.FirstOrDefault())], container, endpoints);
        var differing = kind == WorkloadKind.Job ? [] : probes.Differing();
        Differing(kind, [.. differing.Select(each => ProbeScaffold.FieldOf(each.Kind))]);
        var replicas = kind == WorkloadKind.Job ? Declared.Everywhere(1) : PerEnvironment(Replicas);
        var autoscaling = new AutoscalingScaffold(name, inventories, objects, notes).Build(kind, replicas);
        return new Workload
        {
            Name = name,
            Kind = kind,
            Image = new Image.Existing(Images()),
            Entrypoint = program.Take(1).ToSequence(),
            Arguments = program.Count > 0 ? [.. program.Skip(1), .. arguments] : arguments.ToSequence(),
            Presence = ScaffoldBuilder.Declare([.. inventories.Select((each, index) => (Name(each), objects[index] is not null))]),
            Endpoints = endpoints,
            Settings = settings,
            Secrets = secrets,
            Replicas = autoscaling is null ? replicas : Declared.Everywhere(autoscaling.Bounds.Minimum),
            Autoscaling = autoscaling,
            Capacity = PerEnvironment((workload, _) => CapacityScaffold.Of(workload.Containers.First())),
            Probes = kind == WorkloadKind.Job ? [] : probes.Alike(differing, notes, name, [name, .. objects.Select(each => each?.Containers.FirstOrDefault()?.Text("name")).OfType<string>()]),
            DifferingProbes = differing,
            Folders = FolderScaffold.Of(last, kind, notes, name),
            Shutdown = Shutdown(last),
            User = int.TryParse(container.Text("securityContext", "runAsUser") ?? last.Pod?.Text("securityContext", "runAsUser"), CultureInfo.InvariantCulture, out var user) && user > 10000 ? user : 10001,
        };
    }

    // Another spelling of one image is no difference.
    private Declared<string> Images()
    {
        var image = last.Containers.First().Text("image") ?? "";
        return PerEnvironment((workload, _) => workload.Containers.FirstOrDefault()?.Text("image") is { } own && ImageName.Parse(own).Key != ImageName.Parse(image).Key ? own : image);
    }

    private (IReadOnlyList<string> Program, IReadOnlyList<string> Arguments) Line(Node container)
    {
        IReadOnlyList<string> Words(string field) => [.. container.Items(field).OfType<Scalar>().Select(each => lastInventory.Plain(each.Value))];
        var (program, arguments) = (Words("command"), Words("args"));
        IReadOnlyList<string> words = [.. program, .. arguments];
        if (words.SequenceEqual(Sensitive.Mask(words), StringComparer.Ordinal)) return (program, arguments);
        foreach (var own in objects.Select(each => each?.Containers.FirstOrDefault()).OfType<Node>())
            foreach (var field in new[] { "command", "args" }) notes.Add(name, $"container {own.Text("name")} {field}", "it holds a secret: keep that in a Secret and refer to it with WithSecret");
        return ([], []);
    }

    private string? Refusal() => last.Object.Kind is not ("Deployment" or "StatefulSet" or "Job" or "Rollout" or "ReplicaSet") ? $"the model has no {last.Object.Kind}"
        : !last.Containers.Any() ? "it has no container"
        : name.Length > LongestName || ScaffoldBuilder.Label(name) != name ? "its name is no DNS label of at most 40 letters"
        : null;

    // Where the environments differ in what a model says once, the last environment counts.
    private void Differing(WorkloadKind kind, HashSet<string> carried)
    {
        var once = $"the model says it once for all environments: as in {lastInventory.Environment}";
        notes.Add(name, "workload", "absent somewhere, or of another kind");
        if (last.Object.Kind is "Rollout" or "ReplicaSet") notes.Add(name, "workload", $"a {last.Object.Kind} becomes a Deployment");
        foreach (var container in last.Containers.Skip(1)) notes.Add(name, $"container {container.Text("name")}", "a workload of the model has one container");
        foreach (var workload in objects.OfType<WorkloadObject>())
            foreach (var container in workload.InitContainers) notes.Add(name, $"initContainer {container.Text("name")}", "an init container becomes a job that the workload waits for");
        for (var index = 0; index < objects.Count; index++)
        {
            if (objects[index] is not { } workload) continue;
            var environment = inventories[index].Environment;
            foreach (var extra in workload.Containers.Skip(1)) notes.Add(environment, name, $"container {extra.Text("name")}", "a workload of the model has one container");
            var own = workload.Containers.FirstOrDefault();
            if (own is null) continue;
            var path = $"container {own.Text("name") ?? name}";
            foreach (var same in new[] { path, $"container {name}", $"container {last.Containers.First().Text("name")}" })
            {
                if (Text(own, "command") != Text(last.Containers.First(), "command")) notes.Add(environment, name, $"{same} command", once);
                if (Text(own, "command") != Text(last.Containers.First(), "command") || Text(own, "args") != Text(last.Containers.First(), "args")) notes.Add(environment, name, $"{same} args", once);
                if (workload != last) notes.Add(environment, name, $"{same} ports", once);
                notes.Add(environment, name, $"{same} ports", "what no Service leads to is no endpoint of the model");
                foreach (var probe in new[] { "startupProbe", "readinessProbe", "livenessProbe" })
                    if (Text(own, probe) != Text(last.Containers.First(), probe) && !carried.Contains(probe)) notes.Add(environment, name, $"{same} {probe}", once);
            }
            if (kind == WorkloadKind.Store || workload.Pod?.Items("volumes").Any() == true || own.Items("volumeMounts").Any())
            {
                foreach (var volume in workload.Pod?.Items("volumes") ?? []) notes.Add(environment, name, $"pod volume {volume.Text("name")}", "volumes of the model are folders to write to and secrets as files");
                foreach (var claim in workload.Object.Root.Items("spec", "volumeClaimTemplates")) notes.Add(environment, name, $"volumeClaimTemplate {claim.Text("metadata", "name")}", "a kept folder names its own claim");
                foreach (var mount in own.Items("volumeMounts"))
                    foreach (var same in new[] { path, $"container {name}" }) notes.Add(environment, name, $"{same} volumeMount {mount.Text("mountPath")?.TrimEnd('/')}", "volumes of the model are folders to write to and secrets as files");
            }
        }
        foreach (var folder in FolderScaffold.Of(last, kind, notes, name)) notes.Add(name, $"volumeClaimTemplate {FolderScaffold.ClaimOf(folder)}", "a kept folder names its own claim");
        if (last.Object.Kind == "StatefulSet" && kind != WorkloadKind.Store) notes.Add(name, "workload", "a StatefulSet that keeps nothing becomes a Deployment");
        notes.Add(name, "serviceName", "a StatefulSet's Service is called as it is");
    }

    private Declared<T> PerEnvironment<T>(Func<WorkloadObject, Inventory, T> read) =>
        ScaffoldBuilder.Declare([.. inventories.Select((each, index) => (Name(each), objects[index] is { } own ? read(own, each) : read(last, lastInventory)))]);

    private static int Replicas(WorkloadObject workload, Inventory inventory)
    {
        var scaler = inventory.Of("HorizontalPodAutoscaler").FirstOrDefault(each => each.Root.Text("spec", "scaleTargetRef", "name") == workload.Object.Name);
        var text = scaler?.Root.Text("spec", "minReplicas") ?? workload.Object.Root.Text("spec", "replicas") ?? "1";
        return int.TryParse(text, CultureInfo.InvariantCulture, out var replicas) ? replicas : 1;
    }

    private static Shutdown Shutdown(WorkloadObject workload)
    {
        var grace = int.TryParse(workload.Pod?.Text("terminationGracePeriodSeconds"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 30;
        var delay = Math.Min(5, Math.Max(0, grace - 6));
        return new(TimeSpan.FromSeconds(delay), TimeSpan.FromSeconds(Math.Max(1, grace - delay - 5)));
    }

    private static string Text(Node node, string field) => Leaves.Canonical(node.At(field));

    private static string Name(Inventory inventory) => ScaffoldBuilder.Label(inventory.Environment);
}
