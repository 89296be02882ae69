namespace Parity.Model;

/// <summary>Replicas at least and at most: <c>minReplicas</c> and <c>maxReplicas</c>. A minimum of 0 needs a metric that exists without replicas.</summary>
public sealed record AutoscalingBounds(int Minimum, int Maximum);

/// <summary>Bounds of one environment and the reason why they are not the usual ones.</summary>
public sealed record AutoscalingDifference(AutoscalingBounds Bounds, string Reason);
