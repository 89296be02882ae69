using System.Threading.RateLimiting;

namespace ServiceDefaults.Overload;

/// <summary>
/// Admits as many requests at once as <see cref="ConcurrencyLimit"/> finds right. What comes above it waits in the line of its priority; a
/// place that becomes free goes to the highest priority that waits.
/// </summary>
internal sealed class AdmissionLimiter : PartitionedRateLimiter<Admission>
{
    private const int BurstServings = 4;
    private static readonly TimeSpan Sweep = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly OverloadSettings _settings;
    private readonly TimeProvider _time;
    private readonly ConcurrencyLimit _limit;
    private readonly WaitingLine[] _lines = [new(), new(), new()];
    private readonly ITimer _sweeper;
    private readonly long _queueTimeout;
    private bool _sweeping;
    private int _inFlight;
    private long _served;

    public AdmissionLimiter(OverloadSettings settings, TimeProvider time)
    {
        (_settings, _time, _limit) = (settings, time, new ConcurrencyLimit(settings, time));
        _queueTimeout = (long)(settings.QueueTimeout.TotalSeconds * time.TimestampFrequency);
        _sweeper = time.CreateTimer(static limiter => ((AdmissionLimiter)limiter!).RefuseLate(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public AdmissionCount Count { get; } = new();

    public int InFlight => Volatile.Read(ref _inFlight);

    public int Limit
    {
        get { lock (_gate) return _limit.Current; }
    }

    public override RateLimiterStatistics GetStatistics(Admission resource)
    {
        lock (_gate)
        {
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = Math.Max(0, _limit.Current - _inFlight),
                CurrentQueuedCount = _lines[(int)resource.Priority].Count,
                TotalSuccessfulLeases = Count.Admitted(resource.Priority),
                TotalFailedLeases = Enum.GetValues<Shed>().Sum(reason => Count.Refused(resource.Priority, reason)),
            };
        }
    }

    /// <summary>Serves at once, or leaves the request uncounted and gives null: it has to ask for a place and perhaps wait.</summary>
    public AdmissionLease? TryAdmit(Admission admission)
    {
        var now = _time.GetTimestamp();
        if (admission.Deadline <= now) return null;
        lock (_gate) return TryAdmit(admission.Priority, now);
    }

    /// <summary>A request ended, and its place is free.</summary>
    public void Release(Priority priority, long started)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            _limit.Observe(priority, started, now, _inFlight);
            _inFlight--;
            _served++;
            AdmitWaiting(now);
        }
    }

    protected override RateLimitLease AttemptAcquireCore(Admission resource, int permitCount)
    {
        lock (_gate) return TryAdmit(resource.Priority, _time.GetTimestamp()) ?? (RateLimitLease)RefusedLease.For(Shed.QueueFull);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(Admission resource, int permitCount, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            if (resource.Deadline <= now) return new(Refuse(resource.Priority, Shed.Deadline, now));
            if (TryAdmit(resource.Priority, now) is { } lease) return new(lease);
            var line = _lines[(int)resource.Priority];
            line.Look(now, Burst, _served);
            if (line.Count >= (line.Stands ? StandingLength : _settings.QueueLength)) return new(Refuse(resource.Priority, Shed.QueueFull, now));
            var until = now + Patience(line);
            var waiter = new Waiter(resource.Priority, now, Math.Min(until, resource.Deadline), until <= resource.Deadline ? Shed.Waited : Shed.Deadline);
            line.Add(waiter, _served);
            waiter.Cancellation = cancellationToken.UnsafeRegister((_, token) => Leave(waiter, token), null);
            if (!_sweeping) _sweeping = _sweeper.Change(Sweep, Timeout.InfiniteTimeSpan);
            return new(waiter.Task);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _sweeper.Dispose();
        base.Dispose(disposing);
    }

    // Above a few servings the latency of those who are served would tell of the line rather than of the service.
    private Burst Burst => new(
        _limit.Baseline > 0 ? Math.Min(_queueTimeout / 2, Math.Max(_time.TimestampFrequency / 20, (long)(BurstServings * _limit.Baseline))) : _queueTimeout / 2,
        _queueTimeout / 2,
        BurstServings * _limit.Current,
        _time.TimestampFrequency);

    private int StandingLength => Math.Max(2, _limit.Current / 4);

    private long Patience(WaitingLine line) => line.Stands && _limit.Baseline > 0 ? Math.Min(_queueTimeout, Math.Max(_time.TimestampFrequency / 200, (long)_limit.Baseline)) : _queueTimeout;

    private AdmissionLease? TryAdmit(Priority priority, long now)
    {
        if (_inFlight >= _limit.Current) return null;
        for (var higher = 0; higher <= (int)priority; higher++) if (_lines[higher].Count > 0) return null;
        return Admit(priority, now);
    }

    private AdmissionLease Admit(Priority priority, long now)
    {
        _inFlight++;
        Count.Admit(priority);
        return new AdmissionLease(this, priority, now);
    }

    private void AdmitWaiting(long now)
    {
        foreach (var line in _lines)
        {
            if (line.Count == 0) continue;
            line.Look(now, Burst, _served);
            while (line.Peek() is { } first)
            {
                if (IsLate(line, first, now))
                {
                    RefuseWaiting(line, first, now);
                    continue;
                }

                if (_inFlight >= _limit.Current) return;
                line.Settle(first);
                first.TrySetResult(Admit(first.Priority, now));
            }
        }
    }

    // Once the line stands, its patience holds for those too who joined before.
    private bool IsLate(WaitingLine line, Waiter waiter, long now) => now >= waiter.Until || (line.Stands && now - waiter.Since > Patience(line));

    private void RefuseLate()
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            foreach (var line in _lines)
            {
                line.Look(now, Burst, _served);
                foreach (var waiter in line.Waiting().Where(waiter => IsLate(line, waiter, now)).ToList()) RefuseWaiting(line, waiter, now);
            }

            AdmitWaiting(now);
            _sweeping = Array.Exists(_lines, line => line.Count > 0) && _sweeper.Change(Sweep, Timeout.InfiniteTimeSpan);
        }
    }

    private void RefuseWaiting(WaitingLine line, Waiter waiter, long now)
    {
        line.Settle(waiter);
        waiter.TrySetResult(Refuse(waiter.Priority, now >= waiter.Until ? waiter.Reason : Shed.Waited, now));
    }

    private RefusedLease Refuse(Priority priority, Shed reason, long now)
    {
        _lines[(int)priority].Shedding(now);
        Count.Refuse(priority, reason);
        return RefusedLease.For(reason);
    }

    private void Leave(Waiter waiter, CancellationToken token)
    {
        lock (_gate)
        {
            if (waiter.IsSettled) return;
            _lines[(int)waiter.Priority].Settle(waiter);
            waiter.TrySetCanceled(token);
        }
    }
}
