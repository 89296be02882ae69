namespace Parity.Model;

/// <summary>The rules of one direction: <c>behavior.scaleUp</c> or <c>behavior.scaleDown</c>.</summary>
public sealed record AutoscalingRules
{
    /// <summary>How long a need must last before it counts: <c>stabilizationWindowSeconds</c>, 0 to an hour.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Which policy counts: <c>selectPolicy</c>.</summary>
    public AutoscalingSelection Selection { get; init; }

    /// <summary>How much may change in a period: <c>policies</c>, at least one.</summary>
    public required Sequence<AutoscalingPolicy> Policies { get; init; }

    /// <summary>How far usage may be off its target, as a fraction, before anything changes: <c>tolerance</c>.</summary>
    public double Tolerance { get; init; } = DefaultTolerance;

    /// <summary>The tolerance of a cluster whose controller has no other flag.</summary>
    public const double DefaultTolerance = 0.1;
}

/// <summary>Which of several policies counts: <c>selectPolicy</c>.</summary>
public enum AutoscalingSelection
{
    /// <summary>The one that allows the largest change.</summary>
    Max,

    /// <summary>The one that allows the smallest change.</summary>
    Min,

    /// <summary>Nothing changes in this direction.</summary>
    Disabled,
}
