namespace Parity.Model;

/// <summary>What a topology must keep to; nothing is emitted while one rule is broken, and all breaches are reported at once.</summary>
public static class TopologyRules
{
    public static Sequence<Diagnostic> Check(this Topology topology) =>
    [
        .. EnvironmentRules.Check(topology),
        .. WorkloadRules.Check(topology),
        .. SettingRules.Check(topology),
        .. DifferenceRules.Check(topology),
        .. ScaledWorkloadRules.Check(topology),
        .. topology.Routes.Check(),
        .. BackendRules.Check(topology),
    ];
}
