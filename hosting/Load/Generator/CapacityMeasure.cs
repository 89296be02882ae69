namespace Parity.Load;

/// <summary>What one replica did at most: the highest throughput of five seconds, over the replicas of that time.</summary>
internal static class CapacityMeasure
{
    private const int Span = 5;

    public static MeasuredCapacity? Of(IReadOnlyList<Moment> moments, double? startUpSeconds)
    {
        double best = 0;
        for (var from = 0; from + Span <= moments.Count; from++)
        {
            var part = moments.Skip(from).Take(Span).ToList();
            if (part.Any(moment => moment.Replicas is not > 0)) continue;
            best = Math.Max(best, part.Average(moment => (moment.Answered - moment.Errors) / (double)moment.Replicas!.Value));
        }

        if (best <= 0 || startUpSeconds is not { } startUp) return null;
        // Little's law with the latency of the quietest second: what is served at the same time when nothing waits.
        var quiet = moments.Where(moment => moment.Answered > 0).Min(moment => moment.P50) / 1000;
        return new(Math.Round(best, 1), Math.Clamp((int)Math.Round(best * quiet), 1, 1000), Math.Round(startUp, 1));
    }
}
