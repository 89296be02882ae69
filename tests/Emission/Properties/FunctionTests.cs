using System.Globalization;
using CsCheck;
using Parity.Emission;
using Parity.Model;

namespace Emission.Properties;

public sealed class FunctionTests
{
    [Fact]
    public void Emission_depends_on_the_value_and_not_on_the_order_it_was_written_in()
    {
        var expected = Manifests.Write(Shop.Topology, Emitter.Emit(Shop.Topology, []));

        Gen.Int.Sample(
            seed =>
            {
                var shuffled = Shuffled(seed);
                Assert.Equal(expected, Manifests.Write(shuffled, Emitter.Emit(shuffled, [])));
            },
            iter: 20);
    }

    // A culture of its own making, since many machines have no other than the invariant one.
    [Fact]
    public void Emission_does_not_depend_on_the_culture()
    {
        var expected = Manifests.Write(Shop.Topology, Emitter.Emit(Shop.Topology, []));
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat = new NumberFormatInfo { NegativeSign = "minus", NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
        var (before, beforeThreads) = (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = culture;
            Assert.Equal(expected, Manifests.Write(Shop.Topology, Emitter.Emit(Shop.Topology, [])));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (before, beforeThreads);
        }
    }

    // The order of a workload's endpoints is left: the first is the one that routes lead to.
    private static Topology Shuffled(int seed)
    {
        var random = new Random(seed);
        return Shop.Topology with
        {
            Environments = Shuffle(Shop.Topology.Environments),
            Workloads = [.. Shuffle(Shop.Topology.Workloads).Select(workload => workload with
            {
                Settings = Shuffle(workload.Settings),
                Secrets = Shuffle(workload.Secrets),
                References = Shuffle(workload.References),
                WaitsFor = Shuffle(workload.WaitsFor),
                Probes = Shuffle(workload.Probes),
                Folders = Shuffle(workload.Folders),
                Outsides = Shuffle(workload.Outsides),
            })],
        };

        Sequence<T> Shuffle<T>(Sequence<T> items)
        {
            T[] shuffled = [.. items];
            random.Shuffle(shuffled);
            return [.. shuffled];
        }
    }
}
