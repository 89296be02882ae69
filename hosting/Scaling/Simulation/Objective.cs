namespace Parity.Scaling.Simulation;

/// <summary>What the users of a workload are promised.</summary>
/// <param name="P95">The latency that 95 % of the requests stay within.</param>
/// <param name="ShedShare">The share of requests that may be turned away.</param>
public sealed record Objective(TimeSpan P95, double ShedShare = 0.001)
{
    /// <summary>Whether a result keeps it; requests still waiting at the end count as turned away.</summary>
    public bool IsMetBy(SimulationResult result) =>
        result.P95 <= P95 && result.Shed + result.Waiting <= ShedShare * result.Arrived;
}
