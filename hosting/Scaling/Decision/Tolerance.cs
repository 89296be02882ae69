namespace Parity.Scaling;

/// <summary>The band around a usage ratio of 1 in which nothing changes, as fractions.</summary>
public readonly record struct Tolerance(double Up, double Down)
{
    internal bool Covers(double ratio) => 1.0 - Down <= ratio && ratio <= 1.0 + Up;

    internal static Tolerance Of(Specification specification, ControllerSettings settings) =>
        specification.Behavior is { } behavior && settings.Gates.ConfigurableTolerance
            ? new(behavior.ScaleUp.Tolerance ?? settings.Tolerance, behavior.ScaleDown.Tolerance ?? settings.Tolerance)
            : new(settings.Tolerance, settings.Tolerance);
}
