namespace Parity.Scaling.Simulation;

/// <summary>Latencies in seconds by weight, in 32 buckets per doubling: a percentile is right within about 3 %.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private const int Shift = 52 - SubBits;
    private const double Smallest = 1.0 / (1 << 20);
    private const double Largest = 1 << 20;
    private static readonly long Origin = BitConverter.DoubleToInt64Bits(Smallest) >> Shift;
    private readonly double[] _weights = new double[(BitConverter.DoubleToInt64Bits(Largest) >> Shift) - Origin + 1];
    private double _total;

    public void Add(double seconds, double weight)
    {
        // The upper bits of a double are exponent and mantissa in order, so they are a logarithmic bucket by themselves.
        _weights[(BitConverter.DoubleToInt64Bits(Math.Clamp(seconds, Smallest, Largest)) >> Shift) - Origin] += weight;
        _total += weight;
    }

    public TimeSpan Percentile(double percent)
    {
        var rest = _total * percent / 100;
        for (var i = 0; i < _weights.Length; i++)
        {
            rest -= _weights[i];
            if (rest <= 0 && _weights[i] > 0) return TimeSpan.FromSeconds(Middle(i));
        }

        return TimeSpan.Zero;
    }

    private static double Middle(int bucket) => BitConverter.Int64BitsToDouble(((bucket + Origin) << Shift) + (1L << (Shift - 1)));
}
