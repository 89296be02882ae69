using Parity.Emission;
using Parity.Model;

namespace Emission.Properties;

/// <summary>Two environments on equal clusters differ in what is declared and in nothing else.</summary>
public sealed class DifferenceTests
{
    private static readonly Topology Same = Shop.Topology with
    {
        Environments = [Shop.Staging, Shop.Staging with { Name = "production", Order = 3, Namespace = "shop", Host = "shop.example.com" }],
        Workloads = [.. Shop.Topology.Workloads.Select(workload => workload with
        {
            Presence = Declared.Everywhere(true),
            Replicas = Declared.Everywhere(workload.Replicas.In("staging")),
            Capacity = Declared.Everywhere(workload.Capacity.In("staging")),
            Settings = [.. workload.Settings.Select(setting => setting with { Value = Declared.Everywhere(setting.Value.In("staging")) })],
        })],
    };

    // What says which environment it is, in every system: the namespace's description, the route's host, the telemetry's attribute.
    private static readonly HashSet<string> Identity = [.. Differing(Same)];

    public static TheoryData<string> Workloads => [.. Same.Workloads.Select(workload => workload.Name)];

    [Fact]
    public void Without_a_declaration_only_the_identity_differs() =>
        Assert.Equal([], Identity.Where(file => !(file.StartsWith("namespace", StringComparison.Ordinal) || file.Contains("gateway", StringComparison.Ordinal) || file.Contains("virtualservice", StringComparison.Ordinal)
            || file.EndsWith("/configmap-differences", StringComparison.Ordinal) || IsPodOfBuilt(file))));

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Declared_replicas_change_that_workload_and_no_other(string name) =>
        Assert.Equal([], Changed(name, workload => workload with { Replicas = Declared.Per("test", ("staging", 2), ("production", 5)) }, workload => workload.Kind != WorkloadKind.Job));

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_declared_capacity_changes_that_workload_and_no_other(string name) =>
        Assert.Equal([], Changed(name, workload => workload with { Capacity = Declared.Per("test", ("staging", new Capacity(100, 128, 64)), ("production", new Capacity(200, 128, 64))) }, _ => true));

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_declared_setting_changes_that_workload_and_no_other(string name) =>
        Assert.Equal([], Changed(name, workload => workload with { Settings = workload.Settings.Add(new("Extra", Declared.Per("test", ("staging", "a"), ("production", "b")))) }, _ => true));

    // Files that differ now and neither did before nor belong to the workload; a job's program runs in the pods that wait for it too.
    private static string[] Changed(string name, Func<Workload, Workload> change, Func<Workload, bool> applies)
    {
        if (!applies(Same.Find(name)!)) return [];
        var topology = Same with { Workloads = [.. Same.Workloads.Select(workload => workload.Name == name ? change(workload) : workload)] };
        string[] owners = [name, .. Same.Workloads.Where(workload => workload.WaitsFor.Contains(name)).Select(workload => workload.Name)];
        var differing = Differing(topology);
        Assert.Contains(differing, file => file.StartsWith($"{name}/", StringComparison.Ordinal));
        return [.. differing.Where(file => !Identity.Contains(file) && !owners.Any(owner => file.StartsWith($"{owner}/", StringComparison.Ordinal)))];
    }

    private static bool IsPodOfBuilt(string file) =>
        file.Split('/') is [var workload, "deployment" or "job"] && (Same.Find(workload)!.Image is Image.Built || Same.Find(workload)!.WaitsFor.Count > 0);

    private static string[] Differing(Topology topology)
    {
        var emission = Emitter.Emit(topology, []);
        Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
        var staging = emission.Objects["staging"].ToDictionary(emitted => emitted.File, Neutral);
        var production = emission.Objects["production"].ToDictionary(emitted => emitted.File, Neutral);
        return [.. staging.Keys.Union(production.Keys).Where(file => staging.GetValueOrDefault(file) != production.GetValueOrDefault(file)).Order(StringComparer.Ordinal)];
    }

    // The namespace is part of every object, and of every principal.
    private static string Neutral(Emitted emitted) => k8s.KubernetesJson.Serialize(emitted.Value)
        .Replace("shop-staging", "NAMESPACE", StringComparison.Ordinal)
        .Replace("\"namespace\":\"shop\"", "\"namespace\":\"NAMESPACE\"", StringComparison.Ordinal)
        .Replace("/ns/shop/", "/ns/NAMESPACE/", StringComparison.Ordinal);
}
