using System.Globalization;
using CsCheck;
using Parity.Emission;
using Parity.Model;

namespace Emission.Properties;

public sealed class FunctionTests
{
    [Fact]
    public void Any_systems_emission_does_not_depend_on_the_order_of_environments_workloads_and_settings() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var topology = RandomTopology.Of(seed);
            var turned = topology with
            {
                Environments = [.. topology.Environments.Reverse()],
                Workloads = [.. topology.Workloads.Reverse().Select(workload => workload with
                {
                    Settings = [.. workload.Settings.Reverse()],
                    Secrets = [.. workload.Secrets.Reverse()],
                    References = [.. workload.References.Reverse()],
                    Probes = [.. workload.Probes.Reverse()],
                    DifferingProbes = [.. workload.DifferingProbes.Reverse()],
                })],
            };

            Assert.Equal(Manifests.Write(topology, Emitter.Emit(topology, [])), Manifests.Write(turned, Emitter.Emit(turned, [])));
        },
        iter: 100);

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

    // One culture is of its own making, since a machine without ICU's data has no other than the invariant one.
    [Theory]
    [InlineData("made")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Emission_does_not_depend_on_the_culture(string name)
    {
        var expected = Manifests.Write(Shop.Topology, Emitter.Emit(Shop.Topology, []));
        if (name != "made" && IsInvariant)
            Assert.Skip("The product runs with the invariant culture, and so do its tests. For this one install libicu and set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0.");
        var culture = (CultureInfo)(name == "made" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name)).Clone();
        if (name == "made") culture.NumberFormat = new NumberFormatInfo { NegativeSign = "minus", NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
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

    // The application and a variable decide, so the runtime is asked for what it does.
    private static bool IsInvariant
    {
        get
        {
            try
            {
                return CultureInfo.GetCultureInfo("tr-TR").Name.Length == 0;
            }
            catch (CultureNotFoundException)
            {
                return true;
            }
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
