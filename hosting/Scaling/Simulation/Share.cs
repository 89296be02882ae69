namespace Parity.Scaling.Simulation;

/// <summary>What became of a step's requests.</summary>
/// <param name="Busy">Requests served by replicas at which others waited.</param>
/// <param name="Idle">Requests sent to replicas that had capacity left.</param>
/// <param name="IdleReplicas">Those replicas.</param>
/// <param name="Shed">Requests turned away.</param>
internal readonly record struct Share(double Busy, double Idle, double IdleReplicas, double Shed);
