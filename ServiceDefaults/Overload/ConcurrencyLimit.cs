namespace ServiceDefaults.Overload;

/// <summary>
/// How many requests are served at once: the gradient algorithm of Netflix and Envoy. While latency stays near its baseline the limit
/// grows by its root; when it rises, the limit falls in proportion. Under load that never calms the baseline is measured by halving the
/// limit for a moment (Envoy drops to 3; half costs less and converges as surely, because a probe that helped is soon repeated).
/// Not safe for threads: the limiter's lock guards it.
/// </summary>
internal sealed class ConcurrencyLimit
{
    // Latency this much above the baseline is not a queue.
    private const double Tolerance = 1.25;
    private const double Smoothing = 0.5;
    private const int WindowSamples = 25;
    private const int ProbeSamples = 100;
    private const int FewSamples = 10;

    private readonly OverloadSettings _settings;
    private readonly LatencyWindow _window = new();
    private readonly Baseline _baseline;
    private readonly long _second;
    private double _limit;
    private int? _probe;
    private long _since;
    private long _nextProbe;
    private long _pause;

    public ConcurrencyLimit(OverloadSettings settings, TimeProvider time)
    {
        (_settings, _limit, _second) = (settings, settings.InitialLimit, time.TimestampFrequency);
        _pause = _second;
        _baseline = new Baseline(settings.CalmLatency.TotalSeconds * _second);
        _window.Restart(time.GetTimestamp());
    }

    public int Current => _probe ?? (int)_limit;

    /// <summary>Latency in clock ticks of the slowest kind of request while nothing waits; 0 while it is not known.</summary>
    public double Baseline => _baseline.Slowest;

    /// <summary>A request ended; <paramref name="inFlight"/> counts it too.</summary>
    public void Observe(Priority priority, long started, long ended, int inFlight)
    {
        // Begun under another limit, it says nothing about this one.
        if (started < _since) return;
        _window.Add(priority, ended - started, inFlight);
        var age = ended - _window.Start;
        if (_probe is null)
        {
            if ((age >= _second / 10 && _window.Count >= WindowSamples) || (age >= _second && _window.Count >= FewSamples)) Adjust(ended);
        }
        else if ((age >= _second / 10 && _window.Count >= ProbeSamples) || (age >= _second && _window.Count >= FewSamples) || age >= 5 * _second)
        {
            EndProbe(ended);
        }
    }

    private void Adjust(long now)
    {
        var limit = Current;
        if (_window.Peak <= limit / 2)
        {
            _baseline.Blend(_window);
            _nextProbe = now + _pause;
        }
        else
        {
            var saturated = _window.Peak >= limit - 1;
            var ratio = _baseline.Ratio(_window);
            if (ratio is { } slower)
            {
                // At the least limit latency is the service's own: it has become slower.
                if (limit == _settings.LeastLimit && slower > Tolerance) _ = _baseline.Replace(_window);
                var room = _limit * Math.Clamp(Tolerance / slower, 0.5, 1.5);
                var next = _limit + (Smoothing * (room + Math.Sqrt(room) - _limit));
                if (next < _limit || saturated) _limit = Math.Clamp(next, _settings.LeastLimit, _settings.MostLimit);
            }

            var half = Math.Max(_settings.LeastLimit, (int)_limit / 2);
            if (saturated && half < Current && (ratio is null || now >= _nextProbe)) (_probe, _since) = (half, now);
        }

        _window.Restart(now);
    }

    private void EndProbe(long now)
    {
        // A lower baseline means that the limit was far too high; so is half of it, perhaps.
        _pause = _window.Count >= FewSamples && _baseline.Replace(_window) < 0.9 ? _second : Math.Min(2 * _pause, 15 * _second);
        (_probe, _since, _nextProbe) = (null, now, now + _pause);
        _window.Restart(now);
    }
}
