using Parity.Emission;
using Parity.Model;

namespace Emission.Properties;

public sealed class LeafTests
{
    [Fact]
    public void No_leaf_is_silent()
    {
        var before = Manifests.Write(Shop.Topology, Emitter.Emit(Shop.Topology, []));
        var known = Emitter.Emit(Shop.Topology, []).Diagnostics;
        var leaves = Leaves.Of(Shop.Topology).ToArray();

        var silent = leaves.AsParallel().Where(leaf => IsSilent((Topology)leaf.Changed)).Select(leaf => leaf.Path).Order().ToArray();

        Assert.True(leaves.Length > 300, $"{leaves.Length} leaves");
        Assert.Equal([], silent);

        bool IsSilent(Topology changed)
        {
            var emission = Emitter.Emit(changed, []);
            return emission.Diagnostics.Equals(known) && Manifests.Write(changed, emission).Equals(before);
        }
    }
}
