using Emission;
using Parity.Delivery;
using Parity.Emission;

namespace Delivery;

public sealed class DesiredStateTests
{
    private static readonly DesiredState Dev = Of(Shop.Dev);

    private static DesiredState Of(Parity.Model.Environment environment) =>
        DesiredState.Of(Shop.Topology, environment, Emitter.Emit(Shop.Topology, []).Objects[environment.Name]);

    [Fact]
    public void The_namespace_comes_first_and_the_routes_last()
    {
        Assert.Equal("Namespace", Dev.Objects[0].Key.Kind);
        Assert.Equal("Ingress", Dev.Objects[^1].Key.Kind);
        Assert.Equal(["VirtualService"], Of(Shop.Staging).Objects.Where(one => one.Key.Kind == "VirtualService").Select(one => one.Stage == Of(Shop.Staging).LastStage ? one.Key.Kind : "too early").Distinct());
    }

    [Fact]
    public void Every_emitted_kind_can_be_applied() =>
        Assert.All(Shop.Topology.Environments.SelectMany(environment => Of(environment).Objects), one => Assert.NotNull(one.Key.Resource));

    [Fact]
    public void Every_secret_key_is_known() =>
        Assert.Equal(
            ["catalog shop-db/connection-string", "fulfillment shop-db/connection-string", "migrations shop-db/connection-string", "orders shop-db/connection-string", "postgres shop-db/password"],
            SecretReferences.Of(Dev).Select(reference => $"{reference.Workload} {reference}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_same_model_makes_the_same_hashes() => Assert.Equal(Dev.Objects.Select(one => one.Hash), Of(Shop.Dev).Objects.Select(one => one.Hash));

    [Fact]
    public void What_lives_as_applied_needs_nothing()
    {
        var live = LiveObjects.Of(Dev.Objects.Select(one => one.Body));

        Assert.Equal([], Drift.Of(Dev, live));
        Assert.True(Plan.Of(Dev, live).IsEmpty);
    }

    [Fact]
    public void What_is_missing_is_applied_and_what_is_too_much_is_pruned()
    {
        var live = Dev.Objects.Where(one => one.Workload != "orders").Select(one => one.Body).Append(TestCluster.Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"gone"}}"""));

        var plan = Plan.Of(Dev, LiveObjects.Of(live));

        Assert.Equal(["orders"], plan.Changes.Select(change => change.Wanted.Workload).Distinct());
        Assert.Equal(["Service/gone"], plan.Surplus.Select(key => key.ToString()));
    }
}
