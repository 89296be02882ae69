using CsCheck;
using Parity.Emission;
using Parity.Model;
using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Scaffolding;

namespace Verification.Adoption;

/// <summary>What runs, held against what the model would make of it: by workload and by what each of them sees.</summary>
public sealed class ModelComparisonTests
{
    private static readonly (string, string) Dev = ("dev/all.yaml", Library.Manifests), Production = ("production/all.yaml", Library.Manifests);

    [Fact]
    public void What_the_model_deployed_is_no_change_whatever_the_server_adds() =>
        Gen.Select(AnyTopology.Any, Gen.Int).Sample((topology, seed) =>
        {
            var emission = Emitter.Emit(topology, []);
            var dump = new ServerDump(new Random(seed));
            var tree = Collected.Of([.. emission.Objects.Select(each => ($"{each.Key}/dump.json", dump.Write(ServerDump.Objects(each.Value))))]);

            foreach (var change in EnvironmentComparison.Of(tree, topology).Model)
            {
                Assert.Equal(topology.Workloads.Select(each => each.Name).Order(StringComparer.Ordinal), change.EqualWorkloads);
                Assert.Equal([], change.Changes.Select(each => $"{each.Workload} {each.Path}"));
                Assert.Equal([], change.Rules);
                Assert.Equal([], change.OnlyRunning.Concat(change.OnlyInModel).Concat(change.OtherObjects));
            }
        }, iter: 100);

    [Fact]
    public void Workloads_of_one_side_are_named_and_settings_are_said_at_the_workload()
    {
        var tree = Collected.Of(Dev, Production);
        var topology = Scaffolds.Of(tree, "library").Topology;
        var catalogue = topology.Find("catalogue")!;
        var model = topology with
        {
            Workloads =
            [
                .. topology.Workloads.Where(each => each.Name is not ("catalogue" or "seed")),
                catalogue with { Settings = catalogue.Settings.Select(each => each.Key == "LOG_LEVEL" ? each with { Value = Declared.Everywhere("debug") } : each).ToSequence() },
                catalogue with { Name = "lending" },
            ],
        };

        var change = EnvironmentComparison.Of(tree, model).Model.Single(each => each.Environment == "production");

        Assert.Equal(["agent", "reminders", "seed"], change.OnlyRunning.Order(StringComparer.Ordinal));
        Assert.Equal(["lending"], change.OnlyInModel);
        var setting = Assert.Single(change.Changes, each => each.Path == "env LOG_LEVEL");
        Assert.Equal([KeyValuePair.Create("today", (object?)"info"), KeyValuePair.Create("model", (object?)"debug")], setting.Values);
        Assert.Equal([], change.Changes.Where(each => each.Category.StartsWith("configmap", StringComparison.Ordinal) || each.Category.StartsWith("object", StringComparison.Ordinal)));
        Assert.Contains(change.Rules, each => each.Category == "networkpolicy" && each.Workloads.Contains("catalogue"));
    }
}
