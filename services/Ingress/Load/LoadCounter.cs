using System.Collections.Concurrent;
using System.Diagnostics;
using Ingress.Proxy;

namespace Ingress.Load;

/// <summary>Counts what the ingress sends on: by workload for whoever scales it, by replica for whoever wants to stop one.</summary>
internal sealed class LoadCounter(ReplicaFeed feed, IngressSettings settings)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<string, Tally> workloads = [];
    private readonly ConcurrentDictionary<string, StrongCount> replicas = [];

    /// <summary>Around all attempts of a request.</summary>
    public async Task CountRequestAsync(HttpContext context, Func<Task> next)
    {
        var tally = workloads.GetOrAdd(context.GetReverseProxyFeature().Cluster.Config.ClusterId, _ => new());
        tally.Begin(Now);
        try
        {
            await next();
        }
        finally
        {
            tally.End(Now);
        }
    }

    /// <summary>Around one attempt, when the replica has been chosen.</summary>
    public async Task CountAttemptAsync(HttpContext context, Func<Task> next)
    {
        if (context.GetReverseProxyFeature().AvailableDestinations is not [var chosen, ..])
        {
            await next();
            return;
        }

        var count = replicas.GetOrAdd(chosen.Model.Config.Address, _ => new());
        Interlocked.Increment(ref count.Value);
        try
        {
            await next();
        }
        finally
        {
            Interlocked.Decrement(ref count.Value);
        }
    }

    public LoadReport Report()
    {
        var now = Now;
        var sentTo = settings.Routes.Routes.SelectMany(route => route.Backends).Select(backend => backend.Workload).Distinct().ToList();
        foreach (var workload in sentTo) workloads.TryAdd(workload, new());
        var open = replicas.ToDictionary(replica => replica.Key, replica => Volatile.Read(ref replica.Value.Value));
        var listed = sentTo.SelectMany(feed.AddressesOf).Concat(open.Where(replica => replica.Value > 0).Select(replica => replica.Key)).Distinct();
        return new(now, workloads.ToDictionary(workload => workload.Key, workload => workload.Value.Read(now)), listed.ToDictionary(address => address, address => open.GetValueOrDefault(address)));
    }

    private double Now => Stopwatch.GetElapsedTime(start).TotalSeconds;

    private sealed class StrongCount
    {
        public int Value;
    }

    private sealed class Tally
    {
        private readonly Lock gate = new();
        private long requests;
        private int inFlight;
        private double seconds, last;

        public void Begin(double now) => Add(now, 1);

        public void End(double now) => Add(now, -1);

        public WorkloadLoad Read(double now)
        {
            lock (gate) return new(requests, inFlight, seconds + (inFlight * Math.Max(0, now - last)));
        }

        private void Add(double now, int change)
        {
            lock (gate)
            {
                // Two requests may come to the lock in another order than to the clock.
                seconds += inFlight * Math.Max(0, now - last);
                last = Math.Max(last, now);
                inFlight += change;
                if (change > 0) requests++;
            }
        }
    }
}

/// <summary>Counts since the start.</summary>
/// <param name="At">Seconds since the start.</param>
/// <param name="Workloads">By workload.</param>
/// <param name="Replicas">Unanswered requests by address of each replica that is sent to, or still answers.</param>
internal sealed record LoadReport(double At, IReadOnlyDictionary<string, WorkloadLoad> Workloads, IReadOnlyDictionary<string, int> Replicas);

/// <summary>Counts of one workload.</summary>
/// <param name="Requests">Requests that have come.</param>
/// <param name="InFlight">Requests that are not answered.</param>
/// <param name="Seconds">Seconds that requests have spent unanswered; its growth per second is the mean in flight.</param>
internal sealed record WorkloadLoad(long Requests, int InFlight, double Seconds);
