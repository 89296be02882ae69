namespace Parity.Scaling.Simulation;

/// <summary>
/// Replays offered load against a plan. Between two steps of the trace the load is a fluid: while the ready replicas are not
/// saturated, latencies are those of an open multi-server queue per replica at that load; what exceeds their capacity waits in
/// order at the replica where least waits, stays there, and beyond the queue limit is shed. The same input always gives the same output.
/// </summary>
public static class Simulator
{
    /// <summary>The share of a replica's capacity that is used before the trace begins, unless the plan's minimum is higher.</summary>
    private const double InitialLoad = 0.7;

    /// <summary>Runs one plan over the whole trace.</summary>
    public static SimulationResult Run(ArrivalTrace trace, ReplicaCapacity capacity, ScalingPlan plan, SimulationSettings? settings = null)
    {
        settings ??= new();
        plan = plan with { Specification = Simulated(plan.Specification) };
        var first = trace.Rates.IsDefaultOrEmpty ? 0 : trace.Rates[0];
        var initial = Math.Clamp(Needed(first, capacity), plan.At(TimeSpan.Zero).MinReplicas, plan.Specification.MaxReplicas);
        return new SimulationRun(trace, capacity, plan, settings, initial).Run();
    }

    /// <summary>The replicas that a rate keeps at the usual load.</summary>
    internal static int Needed(double rate, ReplicaCapacity capacity) => (int)Math.Ceiling(rate / (InitialLoad * capacity.RequestsPerSecond));

    // A metric that load alone does not determine (memory, other people's metrics) would only ever fail here and so forbid scaling in.
    private static Specification Simulated(Specification specification) =>
        specification with { Metrics = [.. specification.Metrics.Where(SimulatedMetrics.Knows)] };
}
