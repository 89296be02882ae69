using System.Collections.Immutable;

namespace Parity.Scaling;

/// <summary>Which of several policies counts: <c>selectPolicy</c>.</summary>
public enum PolicySelection
{
    /// <summary>The policy that allows the largest change.</summary>
    Max,

    /// <summary>The policy that allows the smallest change.</summary>
    Min,

    /// <summary>No change in this direction.</summary>
    Disabled,
}

/// <summary>The rules of one direction: <c>behavior.scaleUp</c> or <c>behavior.scaleDown</c>.</summary>
public sealed record ScalingRules
{
    /// <summary><c>stabilizationWindowSeconds</c>; null: the controller's own window, which only scaling down has.</summary>
    public TimeSpan? StabilizationWindow { get; init; }

    /// <summary><c>selectPolicy</c>.</summary>
    public PolicySelection Selection { get; init; }

    /// <summary><c>policies</c>.</summary>
    public required ImmutableArray<ScalingPolicy> Policies { get; init; }

    /// <summary><c>tolerance</c> as a fraction; null: the controller's.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Up: no window, the larger of 4 pods and 100 % in 15 s.</summary>
    public static ScalingRules DefaultUp { get; } = new()
    {
        StabilizationWindow = TimeSpan.Zero,
        Policies = [ScalingPolicy.Pods(4, TimeSpan.FromSeconds(15)), ScalingPolicy.Percent(100, TimeSpan.FromSeconds(15))],
    };

    /// <summary>Down: the controller's window, then everything at once.</summary>
    public static ScalingRules DefaultDown { get; } = new()
    {
        Policies = [ScalingPolicy.Percent(100, TimeSpan.FromSeconds(15))],
    };

    internal TimeSpan LongestPeriod
    {
        get
        {
            var longest = TimeSpan.Zero;
            foreach (var policy in Policies) longest = policy.Period > longest ? policy.Period : longest;
            return longest;
        }
    }
}
