using ServiceDefaults.Overload;

namespace Services.Defaults.Overload;

/// <summary>A service that works on so many requests at once and keeps the rest waiting, in simulated time and always fully loaded.</summary>
internal sealed class SimulatedService(ConcurrencyLimit limit, TimeProvider time, int seed = 1)
{
    private readonly PriorityQueue<(long Started, Priority Priority), long> _served = new();
    private readonly Queue<(long Started, Priority Priority)> _waiting = new();
    private readonly Random _random = new(seed);
    private long _now = time.GetTimestamp();

    public int Width { get; set; } = 16;

    public double Milliseconds { get; set; } = 20;

    /// <summary>Work per request as exponentially distributed instead of always the same.</summary>
    public bool Varies { get; set; }

    public long Served { get; private set; }

    /// <summary>Runs for so long with at most <paramref name="offered"/> requests at once.</summary>
    public void Run(double seconds, int offered = int.MaxValue)
    {
        var end = _now + (long)(seconds * time.TimestampFrequency);
        while (_now < end)
        {
            while (_served.Count + _waiting.Count < Math.Min(limit.Current, offered)) _waiting.Enqueue((_now, Served % 4 == 0 ? Priority.Checkout : Priority.Browsing));
            while (_served.Count < Width && _waiting.TryDequeue(out var next)) _served.Enqueue(next, _now + Work(next.Priority));
            if (!_served.TryDequeue(out var done, out _now)) return;
            Served++;
            limit.Observe(done.Priority, done.Started, _now, _served.Count + _waiting.Count + 1);
        }
    }

    // A checkout costs three times what a look costs.
    private long Work(Priority priority) =>
        (long)(Milliseconds * (priority == Priority.Checkout ? 2 : 2.0 / 3) * (Varies ? -Math.Log(1 - _random.NextDouble()) : 1) * time.TimestampFrequency / 1000);
}
