using Parity.Model;

namespace Delivery.Faults;

/// <summary>As few workloads as make several stages: a store, its migration, a service.</summary>
internal static class Small
{
    private static readonly string[] Kept = ["postgres", "migrations", "orders"];

    public static Topology Of(Topology topology, string hold = "5m") => topology with
    {
        Workloads = topology.Workloads.Where(one => Kept.Contains(one.Name)).Select(one => one with
        {
            References = one.References.Where(reference => Kept.Contains(reference.Workload)).ToSequence(),
            WaitsFor = one.WaitsFor.Where(Kept.Contains).ToSequence(),
            Settings = one.Name == "orders" ? [new("Orders__HoldFor", Declared.Everywhere(hold))] : one.Settings,
        }).ToSequence(),
        Routes = RouteTable.Of(Route.Prefix("/api/orders").To("orders")),
    };
}
