using CsCheck;
using Parity.Emission;
using Parity.Model;

namespace Emission.Properties;

/// <summary>What holds for the shop holds for any system.</summary>
public sealed class RandomTopologyTests
{
    // Enough of each system's leaves to meet all of them over the samples.
    private const int Sampled = 40;

    [Fact]
    public void No_leaf_of_any_system_is_silent() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var topology = RandomTopology.Of(seed);
            var known = Emitter.Emit(topology, []);
            Assert.Equal([], known.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error));
            var before = Manifests.Write(topology, known);
            var leaves = Leaves.Of(topology).ToArray();
            new Random(seed).Shuffle(leaves);

            var silent = leaves.Take(Sampled).Where(leaf => IsSilent((Topology)leaf.Changed)).Select(leaf => leaf.Path).ToArray();

            Assert.True(silent.Length == 0, $"seed {seed}: {string.Join(", ", silent)}\n{topology}");

            bool IsSilent(Topology changed)
            {
                var emission = Emitter.Emit(changed, []);
                return emission.Diagnostics.Equals(known.Diagnostics) && Manifests.Write(changed, emission).Equals(before);
            }
        },
        iter: 120);

    [Fact]
    public void Kustomize_is_given_every_file_once_and_no_other() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var topology = RandomTopology.Of(seed);
            var files = Manifests.Write(topology, Emitter.Emit(topology, [])).Files;

            foreach (var layer in files.Keys.Where(path => path.EndsWith("kustomization.yaml", StringComparison.Ordinal)).Select(path => path[..^"kustomization.yaml".Length]))
            {
                var named = files[$"{layer}kustomization.yaml"].Split('\n').Select(line => line.TrimStart('-', ' ').Replace("path: ", "", StringComparison.Ordinal)).Where(line => line.EndsWith(".yaml", StringComparison.Ordinal));
                Assert.Equal(files.Keys.Where(path => path.StartsWith(layer, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal) && !path.EndsWith("kustomization.yaml", StringComparison.Ordinal)).Select(path => path[layer.Length..]).Order(), named.Order());
            }
        },
        iter: 100);
}
