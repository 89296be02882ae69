using Emission;
using Parity.Delivery;

namespace Delivery;

public sealed class WavesTests
{
    [Fact]
    public void Migrations_come_after_their_store_and_before_everything_that_they_do_not_need()
    {
        var waves = Waves.Of([.. Shop.Topology.In(Shop.Dev)]);

        Assert.Equal(0, waves["postgres"]);
        Assert.Equal(1, waves["migrations"]);
        Assert.All(waves.Where(wave => wave.Key is not "postgres" and not "migrations"), wave => Assert.True(wave.Value > 1));
        Assert.True(waves["catalog"] > waves["garnet"]);
        Assert.True(waves["orders"] > waves["catalog"]);
        Assert.True(waves["storefront"] > waves["orders"]);
    }

    [Fact]
    public void Workloads_that_call_each_other_share_a_wave()
    {
        var one = Shop.Catalog with { Name = "one", References = [new("two", "http")], WaitsFor = [] };
        var two = one with { Name = "two", References = [new("one", "http")] };
        var caller = one with { Name = "caller", References = [new("one", "http")] };

        var waves = Waves.Of([caller, one, two]);

        Assert.Equal((0, 0, 1), (waves["one"], waves["two"], waves["caller"]));
    }
}
