using Parity.Emission;
using Parity.Model;

namespace Emission;

/// <summary>What kustomize makes of the folder is what was emitted.</summary>
public sealed class KustomizeTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("production")]
    public void An_overlay_gives_back_the_objects(string environment)
    {
        var emission = Emitter.Emit(Shop.Topology, []);
        Assert.Equal([], emission.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));

        GivesBack(Shop.Topology, emission, environment);
    }

    [Theory]
    [MemberData(nameof(Golden.GoldenTests.Names), MemberType = typeof(Golden.GoldenTests))]
    public void The_overlays_of_a_case_give_back_its_objects(string name)
    {
        var golden = Golden.GoldenCases.All.Single(each => each.Name == name);
        var emission = Emitter.Emit(golden.Topology, golden.Images);

        foreach (var environment in emission.Objects.Keys) GivesBack(golden.Topology, emission, environment);
    }

    [Fact]
    public void The_overlays_of_any_system_give_back_its_objects()
    {
        foreach (var seed in Enumerable.Range(1, 12))
        {
            var topology = RandomTopology.Of(seed);
            var emission = Emitter.Emit(topology, []);
            foreach (var environment in emission.Objects.Keys) GivesBack(topology, emission, environment);
        }
    }

    private static void GivesBack(Topology topology, Parity.Emission.Emission emission, string environment)
    {
        using var folder = ManifestFolder.Write(Manifests.Write(topology, emission));

        var built = Kustomize.Build(Path.Combine(folder.Path, "overlays", environment));

        var expected = emission.Objects[environment].ToDictionary(emitted => (emitted.Kind, emitted.Name), emitted => (Node)emitted.Tree);
        Assert.Equal(expected.Keys.Order(), built.Keys.Order());
        foreach (var (key, tree) in expected) Assert.True(tree.Equals(built[key]), $"{key}\n{tree}\n{built[key]}");
    }

    [Fact]
    public void A_single_environment_needs_no_base()
    {
        var topology = Shop.Topology with
        {
            Environments = [Shop.Dev],
            Workloads = [Shop.Catalog with { References = [], WaitsFor = [], Replicas = Declared.Everywhere(1), Settings = [] }],
            Routes = RouteTable.Of(Route.Prefix("/").To("catalog")),
        };

        var tree = Manifests.Write(topology, Emitter.Emit(topology, []));

        Assert.All(tree.Files.Keys, path => Assert.StartsWith("overlays/dev/", path, StringComparison.Ordinal));
    }
}
