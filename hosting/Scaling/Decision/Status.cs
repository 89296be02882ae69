namespace Parity.Scaling;

/// <summary>
/// The status of the HorizontalPodAutoscaler that decisions depend on or change. It outlives the controller; a new one is empty.
/// </summary>
public readonly record struct Status
{
    /// <summary><c>status.desiredReplicas</c>.</summary>
    public int DesiredReplicas { get; init; }

    /// <summary>Whether the scale can be read and written, and whether a window holds a change back.</summary>
    public Condition? AbleToScale { get; init; }

    /// <summary>Whether the metrics give a number.</summary>
    public Condition? ScalingActive { get; init; }

    /// <summary>Whether minimum, maximum or a policy limits the number.</summary>
    public Condition? ScalingLimited { get; init; }

    /// <summary>Whether the workload is at zero because the autoscaler put it there.</summary>
    public Condition? ScaledToZero { get; init; }
}
