namespace Parity.Scaling;

internal static class Replicas
{
    /// <summary>Rounds up into 32 bits. Beyond them it saturates (.NET's conversion does), which is what the controller guards for.</summary>
    public static int RoundUp(double count) => (int)Math.Ceiling(count);
}
