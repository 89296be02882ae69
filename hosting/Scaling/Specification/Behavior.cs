namespace Parity.Scaling;

/// <summary><c>spec.behavior</c> with both directions filled in.</summary>
public sealed record Behavior(ScalingRules ScaleUp, ScalingRules ScaleDown)
{
    /// <summary>What the API server makes of <c>behavior: {}</c>.</summary>
    public static Behavior Default { get; } = new(ScalingRules.DefaultUp, ScalingRules.DefaultDown);
}
