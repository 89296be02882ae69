namespace Parity.Scaling.Simulation;

/// <summary>Requests that came while the replicas they were sent to were saturated, served in order as a fluid.</summary>
internal sealed class Backlog(WaitingTimes times)
{
    private readonly Queue<(double Requests, double At)> _waiting = new();
    private double _headServed;

    public double Requests { get; private set; }

    public void Add(double requests, double at)
    {
        if (requests <= 0) return;
        _waiting.Enqueue((requests, at));
        Requests += requests;
    }

    /// <summary>Serves as many as there is capacity for, and says how many that were.</summary>
    public double Serve(double capacity, double now)
    {
        var left = capacity;
        while (left > 0 && _waiting.TryPeek(out var head))
        {
            var served = Math.Min(head.Requests - _headServed, left);
            left -= served;
            _headServed += served;
            Requests -= served;
            times.Record(now - head.At, served);
            if (_headServed < head.Requests) break;
            _waiting.Dequeue();
            _headServed = 0;
        }

        if (_waiting.Count == 0) Requests = 0;
        return capacity - left;
    }

    /// <summary>Takes a share of all that waits, old and new alike.</summary>
    public Backlog Take(double share)
    {
        var taken = new Backlog(times);
        for (var rest = _waiting.Count; rest > 0; rest--)
        {
            var (requests, at) = _waiting.Dequeue();
            requests -= _headServed;
            _headServed = 0;
            taken.Add(requests * share, at);
            if (share < 1) _waiting.Enqueue((requests * (1 - share), at));
        }

        Requests = _waiting.Count == 0 ? 0 : Requests - taken.Requests;
        return taken;
    }

    /// <summary>What still waits when the trace ends has waited at least until then.</summary>
    public void End(double now)
    {
        var served = _headServed;
        foreach (var (requests, at) in _waiting)
        {
            times.Record(now - at, requests - served);
            served = 0;
        }
    }
}
