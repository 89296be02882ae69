namespace Parity.Scaling;

/// <summary>What one metric asks for, before minimum, maximum and limits.</summary>
/// <param name="Replicas">Proposed replicas; 0 with an error.</param>
/// <param name="Value">Current value as the status shows it: mean per pod, total for a <c>value</c> target.</param>
/// <param name="Utilization">Current percent of the request; only for utilization targets.</param>
/// <param name="Error">Why there is no proposal.</param>
public readonly record struct Proposal(int Replicas, long Value = 0, int? Utilization = null, MetricError? Error = null)
{
    internal static Proposal Failed(MetricError error) => new(0, Error: error);
}
