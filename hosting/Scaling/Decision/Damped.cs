namespace Parity.Scaling;

/// <summary>The answer after pods without a usable sample were assumed to damp the change.</summary>
internal static class Damped
{
    public static int Replicas(double before, double after, int samples, int current, Tolerance tolerance)
    {
        var turned = (before < 1.0 && after > 1.0) || (before > 1.0 && after < 1.0);
        if (turned || tolerance.Covers(after)) return current;

        // More or fewer samples than replicas must not turn the direction either.
        var proposed = Scaling.Replicas.RoundUp(after * samples);
        return (after < 1.0 && proposed > current) || (after > 1.0 && proposed < current) ? current : proposed;
    }
}
