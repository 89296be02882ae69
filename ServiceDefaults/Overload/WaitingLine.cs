using System.Threading.RateLimiting;

namespace ServiceDefaults.Overload;

/// <summary>A request that waits to be served.</summary>
internal sealed class Waiter(Priority priority, long since, long until, Shed reason) : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Priority Priority => priority;

    public long Since => since;

    public long Until => until;

    /// <summary>What is over when <see cref="Until"/> has come.</summary>
    public Shed Reason => reason;

    public bool IsSettled { get; set; }

    public CancellationTokenRegistration Cancellation { get; set; }
}

/// <summary>
/// Requests of one priority that wait, first come first served. A burst may wait long, because it ends; a line that does not empty although many
/// are served is no burst, and from then on whoever would wait longer than serving takes is refused at once ("controlled delay", after CoDel and Facebook).
/// </summary>
internal sealed class WaitingLine
{
    private readonly Queue<Waiter> _waiters = new();
    private long _waitingSince;
    private long _servedBefore;
    private long _lastShed = long.MinValue;

    public int Count { get; private set; }

    /// <summary>Whether the line stands instead of passing.</summary>
    public bool Stands { get; private set; }

    /// <summary>Judges it anew.</summary>
    public void Look(long now, Burst burst, long served)
    {
        if (!Stands) Stands = Count > 0 && burst.IsOver(now - _waitingSince, served - _servedBefore);
        else if (now - _lastShed > burst.Calm) Stands = false;
    }

    public void Shedding(long now) => _lastShed = now;

    public void Add(Waiter waiter, long served)
    {
        if (Count++ == 0) (_waitingSince, _servedBefore) = (waiter.Since, served);
        _waiters.Enqueue(waiter);
    }

    /// <summary>The first that still waits, or null.</summary>
    public Waiter? Peek()
    {
        while (_waiters.TryPeek(out var first))
        {
            if (!first.IsSettled) return first;
            _waiters.Dequeue();
        }

        return null;
    }

    /// <summary>One that waited is served, refused or gone.</summary>
    public void Settle(Waiter waiter)
    {
        waiter.IsSettled = true;
        waiter.Cancellation.Unregister();
        Count--;
    }

    public IEnumerable<Waiter> Waiting() => _waiters.Where(waiter => !waiter.IsSettled);
}
