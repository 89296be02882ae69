namespace ServiceDefaults.Overload;

/// <summary>Latencies while nothing waits for anything else, by priority.</summary>
/// <param name="least">In clock ticks: what is faster counts as this.</param>
internal sealed class Baseline(double least)
{
    private const double Weight = 0.2;
    // Fewer say less about a mean, and count for less.
    private const double Enough = 10;

    private readonly double[] _means = new double[LatencyWindow.Priorities];

    /// <summary>The slowest kind's mean in clock ticks; 0 while nothing is known.</summary>
    public double Slowest => _means.Max() is > 0 and var slowest ? Math.Max(least, slowest) : 0;

    /// <summary>Moves towards what a calm stretch showed.</summary>
    public void Blend(LatencyWindow calm) => Take(calm, Weight);

    /// <summary>Replaces what is known by what a probe showed; returns the ratio of new to old, 1 where there was none.</summary>
    public double Replace(LatencyWindow probe)
    {
        var ratio = Ratio(probe) ?? 1;
        Take(probe, 1);
        return ratio;
    }

    /// <summary>How many times slower a stretch was; null where none of its kinds has been measured before.</summary>
    public double? Ratio(LatencyWindow window)
    {
        var (sum, count) = (0.0, 0);
        for (var priority = 0; priority < _means.Length; priority++)
        {
            if (_means[priority] == 0 || window.CountOf(priority) == 0) continue;
            sum += window.MeanOf(priority) / Math.Max(least, _means[priority]) * window.CountOf(priority);
            count += window.CountOf(priority);
        }

        return count == 0 ? null : sum / count;
    }

    private void Take(LatencyWindow window, double weight)
    {
        for (var priority = 0; priority < _means.Length; priority++)
        {
            if (window.CountOf(priority) == 0) continue;
            var mean = Math.Max(1, window.MeanOf(priority));
            var share = _means[priority] == 0 ? 1 : weight * Math.Min(1, window.CountOf(priority) / Enough);
            _means[priority] += share * (mean - _means[priority]);
        }
    }
}
