namespace Parity.Scaling.Simulation;

/// <summary>Requests that came while the ready replicas were saturated, served in order as a fluid.</summary>
internal sealed class Backlog(LatencyHistogram latencies, double[] service, double serviceTime)
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

    public void Serve(double capacity, double now)
    {
        while (capacity > 0 && _waiting.TryPeek(out var head))
        {
            var served = Math.Min(head.Requests - _headServed, capacity);
            capacity -= served;
            _headServed += served;
            Requests -= served;
            Record(now - head.At, served);
            if (_headServed < head.Requests) break;
            _waiting.Dequeue();
            _headServed = 0;
        }

        if (_waiting.Count == 0) Requests = 0;
    }

    /// <summary>What still waits when the trace ends has waited at least until then.</summary>
    public void End(double now)
    {
        foreach (var (requests, at) in _waiting) Record(now - at, requests);
    }

    private void Record(double waited, double requests)
    {
        for (var i = 0; i < service.Length; i++)
            latencies.Add(waited + (service[i] * serviceTime), requests * QueueTable.Weight(i));
    }
}
