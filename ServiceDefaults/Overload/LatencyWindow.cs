namespace ServiceDefaults.Overload;

/// <summary>Latencies of one stretch of time by priority, since kinds of requests differ in what they cost, and how many were served at once.</summary>
internal sealed class LatencyWindow
{
    private readonly long[] _sums = new long[Priorities];
    private readonly int[] _counts = new int[Priorities];

    public const int Priorities = 3;

    public long Start { get; private set; }

    public int Count { get; private set; }

    public int Peak { get; private set; }

    public void Add(Priority priority, long latency, int inFlight)
    {
        _sums[(int)priority] += latency;
        _counts[(int)priority]++;
        Count++;
        if (inFlight > Peak) Peak = inFlight;
    }

    public int CountOf(int priority) => _counts[priority];

    public double MeanOf(int priority) => _counts[priority] == 0 ? 0 : (double)_sums[priority] / _counts[priority];

    public void Restart(long now)
    {
        Array.Clear(_sums);
        Array.Clear(_counts);
        (Start, Count, Peak) = (now, 0, 0);
    }
}
