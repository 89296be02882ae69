using System.Runtime.InteropServices;

namespace Parity.Scaling.Simulation;

/// <summary>The replicas of a workload: those that are there or start, and those that only finish what was sent to them.</summary>
internal sealed class Fleet
{
    private readonly TimeSpan _startUp;
    private readonly TimeSpan _settled;
    private readonly WaitingTimes _times;
    private readonly List<Cohort> _cohorts = [];
    private readonly List<Cohort> _leaving = [];

    /// <param name="replicas">Replicas that have been there for long.</param>
    /// <param name="startUp">How long a new one takes until it is ready.</param>
    /// <param name="settled">Age from which cohorts are alike to the autoscaler and are kept as one.</param>
    /// <param name="times">Where the latencies of requests that waited go.</param>
    public Fleet(int replicas, TimeSpan startUp, TimeSpan settled, WaitingTimes times)
    {
        _startUp = startUp;
        _settled = settled;
        _times = times;
        _cohorts.Add(new(replicas, -settled - startUp, -settled, new(times)));
        Replicas = Ready = replicas;
    }

    public int Replicas { get; private set; }

    public int Ready { get; private set; }

    /// <summary>What waits at all of them.</summary>
    public double Waiting { get; private set; }

    /// <summary>From the oldest to the youngest.</summary>
    public ReadOnlySpan<Cohort> Cohorts => CollectionsMarshal.AsSpan(_cohorts);

    /// <summary>Counts what became ready by <paramref name="now"/>.</summary>
    public void Advance(TimeSpan now)
    {
        if (Ready != Replicas) CountReady(now);
    }

    public void ScaleTo(int replicas, TimeSpan now)
    {
        if (replicas > Replicas) _cohorts.Add(new(replicas - Replicas, now, now + _startUp, new(_times)));
        else Remove(Replicas - replicas);
        Replicas = replicas;
        Merge(now);
        CountReady(now);
    }

    /// <summary>
    /// Each step's requests go where the least waits, as with a balancer that looks at two replicas and takes the better one; what
    /// has been sent to a replica stays there. https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/load_balancers
    /// </summary>
    /// <param name="requests">Requests of this step.</param>
    /// <param name="each">What a replica can serve in this step.</param>
    /// <param name="room">What may wait at a replica.</param>
    /// <param name="now">The step's begin.</param>
    public Share Send(double requests, double each, double room, TimeSpan now)
    {
        var level = Math.Min(LevelAfter(requests, each, now), room);
        var (busy, idle, accepted) = (0.0, 0.0, 0.0);
        Waiting = 0;
        foreach (var cohort in Cohorts)
        {
            if (!cohort.IsReady(now) || cohort.Count == 0) continue;
            var sent = Math.Max(0, level + each - cohort.Level) * cohort.Count;
            accepted += sent;
            if (cohort.Waiting.Requests <= 0 && sent <= each * cohort.Count * (1 + 1e-9))
            {
                idle += sent;
                continue;
            }

            cohort.Waiting.Add(sent, now.TotalSeconds);
            busy += cohort.Waiting.Serve(each * cohort.Count, now.TotalSeconds);
            Waiting += cohort.Waiting.Requests;
        }

        Finish(each, now);
        return new(Busy: busy, Idle: idle, Shed: Math.Max(0, requests - accepted), IdleReplicas: Ready - (each > 0 ? busy / each : 0));
    }

    public void End(TimeSpan now)
    {
        foreach (var cohort in _cohorts.Concat(_leaving)) cohort.Waiting.End(now.TotalSeconds);
    }

    // What leaves finishes what it has.
    private void Finish(double each, TimeSpan now)
    {
        foreach (var cohort in _leaving)
        {
            cohort.Waiting.Serve(each * cohort.Count, now.TotalSeconds);
            Waiting += cohort.Waiting.Requests;
        }

        _leaving.RemoveAll(cohort => cohort.Waiting.Requests <= 0);
    }

    // The level of waiting requests up to which all replicas below it are filled; below zero where capacity is left.
    private double LevelAfter(double requests, double each, TimeSpan now)
    {
        var level = double.NegativeInfinity;
        var (replicas, waiting) = (0, 0.0);
        while (true)
        {
            // The next cohort from below joins those that are filled, unless they hold the requests without it.
            Cohort? next = null;
            foreach (var cohort in Cohorts)
            {
                if (cohort.IsReady(now) && cohort.Count > 0 && cohort.Level > level && cohort.Level < (next?.Level ?? double.PositiveInfinity)) next = cohort;
            }

            if (next is null || (replicas > 0 && ((requests + waiting) / replicas) <= next.Level)) break;
            level = next.Level;
            foreach (var cohort in Cohorts)
            {
                if (!cohort.IsReady(now) || cohort.Count == 0 || cohort.Level != level) continue;
                replicas += cohort.Count;
                waiting += cohort.Waiting.Requests;
            }
        }

        return replicas == 0 ? 0 : ((requests + waiting) / replicas) - each;
    }

    // A ReplicaSet deletes what is not ready yet first, then the youngest.
    // https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset
    private void Remove(int count)
    {
        for (var i = _cohorts.Count - 1; i >= 0 && count > 0; i--)
        {
            var removed = Math.Min(count, _cohorts[i].Count);
            if (removed == 0) continue;
            count -= removed;
            var left = _cohorts[i].Leave(removed);
            if (left.Waiting.Requests > 0) _leaving.Add(left);
            if (_cohorts[i].Count == 0 && i > 0) _cohorts.RemoveAt(i);
        }
    }

    private void Merge(TimeSpan now)
    {
        while (_cohorts.Count > 1 && _cohorts[1].ReadyAt + _settled <= now && _cohorts[0].Waiting.Requests <= 0 && _cohorts[1].Waiting.Requests <= 0)
        {
            _cohorts[0].Join(_cohorts[1]);
            _cohorts.RemoveAt(1);
        }
    }

    private void CountReady(TimeSpan now)
    {
        Ready = 0;
        foreach (var cohort in Cohorts) Ready += cohort.IsReady(now) ? cohort.Count : 0;
    }
}
