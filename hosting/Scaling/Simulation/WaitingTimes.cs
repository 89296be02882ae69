namespace Parity.Scaling.Simulation;

/// <summary>The latencies of requests that waited first and were then served by a replica on its own.</summary>
internal sealed class WaitingTimes(LatencyHistogram latencies, double[] service, double serviceTime)
{
    public void Record(double waited, double requests)
    {
        for (var i = 0; i < service.Length; i++)
            latencies.Add(waited + (service[i] * serviceTime), requests * QueueTable.Weight(i));
    }
}
