using System.Collections.Immutable;

namespace Parity.Scaling.Simulation;

/// <summary>One plan over one trace.</summary>
internal sealed class SimulationRun
{
    private readonly ArrivalTrace _trace;
    private readonly ReplicaCapacity _capacity;
    private readonly ScalingPlan _plan;
    private readonly SimulationSettings _settings;
    private readonly double _seconds;
    private readonly double _serviceTime;
    private readonly QueueTable _queue;
    private readonly double[] _settledRequests = new double[QueueTable.Resolution + 1];
    private readonly LatencyHistogram _latencies = new();
    private readonly Fleet _fleet;
    private readonly SimulatedMetrics _metrics;
    private readonly ImmutableArray<SimulatedSync>.Builder _syncs;
    private readonly Memory _memory = new();
    private Status _status;
    private double _arrived, _shed, _replicaSeconds, _shortSeconds, _peakBacklog;
    private int _peakReplicas;

    public SimulationRun(ArrivalTrace trace, ReplicaCapacity capacity, ScalingPlan plan, SimulationSettings settings, int initial)
    {
        _trace = trace;
        _capacity = capacity;
        _plan = plan;
        _settings = settings;
        _seconds = trace.Step.TotalSeconds;
        _serviceTime = capacity.ServiceTime.TotalSeconds;
        _queue = new(capacity.Concurrency);
        _fleet = new(initial, capacity.StartUp, settings.Controller.CpuInitializationPeriod + settings.MetricWindow + settings.MetricLag, new(_latencies, _queue.Times(0), _serviceTime));
        _peakReplicas = initial;
        var rate = trace.Rates.IsDefaultOrEmpty ? 0 : trace.Rates[0];
        var load = initial == 0 ? 0 : Math.Min(1, rate / (initial * capacity.RequestsPerSecond));
        _metrics = new(plan.Specification, capacity, settings, trace.Step, rate, load, InFlight(rate, load));
        _syncs = ImmutableArray.CreateBuilder<SimulatedSync>((int)(trace.Duration / settings.Controller.SyncPeriod) + 1);
    }

    public SimulationResult Run()
    {
        var nextSync = _settings.FirstSync;
        var now = TimeSpan.Zero;
        foreach (var rate in _trace.Rates)
        {
            _fleet.Advance(now);
            if (now >= nextSync)
            {
                Sync(now, rate);
                nextSync += _settings.Controller.SyncPeriod;
            }

            Serve(rate, now);
            now += _trace.Step;
        }

        _fleet.End(now);
        return Result();
    }

    /// <summary>
    /// The first step whose load wants more asks for the maximum there and then, and nothing is given back: whatever reacts to load
    /// has at no time more ready replicas than this.
    /// </summary>
    public SimulationResult RunPerfectly()
    {
        var now = TimeSpan.Zero;
        foreach (var rate in _trace.Rates)
        {
            _fleet.Advance(now);
            if (Simulator.Needed(rate, _capacity) > _fleet.Replicas) _fleet.ScaleTo(_plan.Specification.MaxReplicas, now);
            Serve(rate, now);
            now += _trace.Step;
        }

        _fleet.End(now);
        return Result();
    }

    private void Sync(TimeSpan now, double rate)
    {
        var decision = Autoscaler.Step(_plan.At(now), _settings.Controller, _status, _memory, _metrics.Observe(now, _fleet));
        _status = decision.Status;
        if (decision.Write is { } replicas) _fleet.ScaleTo(replicas, now);
        _peakReplicas = Math.Max(_peakReplicas, _fleet.Replicas);
        _syncs.Add(new(now, rate, _fleet.Replicas, _fleet.Ready, _fleet.Waiting));
    }

    private void Serve(double rate, TimeSpan now)
    {
        var requests = rate * _seconds;
        var each = _capacity.RequestsPerSecond * _seconds;
        var possible = _fleet.Ready * each;
        _arrived += requests;
        _replicaSeconds += _fleet.Replicas * _seconds;
        if (requests > possible * (1 + 1e-9)) _shortSeconds += _seconds;
        if (_fleet.Waiting <= 0 && requests <= possible) Settle(rate, possible > 0 ? requests / possible : 0);
        else Queue(requests, each, now);
    }

    private void Settle(double rate, double load)
    {
        _settledRequests[QueueTable.Row(load)] += rate * _seconds;
        _metrics.Record(rate, load, InFlight(rate, load), 0);
    }

    // A replica at which requests wait has a request in each of its places.
    private void Queue(double requests, double each, TimeSpan now)
    {
        var share = _fleet.Send(requests, each, _capacity.QueueLimit, now);
        _shed += share.Shed;
        _peakBacklog = Math.Max(_peakBacklog, _fleet.Waiting);
        var load = share.Idle > 0 ? share.Idle / (share.IdleReplicas * each) : 0;
        _settledRequests[QueueTable.Row(load)] += share.Idle;
        var inFlight = (share.Busy / each * _capacity.Concurrency) + InFlight(share.Idle / _seconds, load) + _fleet.Waiting;
        _metrics.Record(requests / _seconds, _fleet.Ready > 0 ? (share.Busy + share.Idle) / (_fleet.Ready * each) : 0, inFlight, _fleet.Waiting);
    }

    // Little's law on the settled queue.
    private double InFlight(double rate, double load) => rate * _queue.Mean(QueueTable.Row(load)) * _serviceTime;

    private SimulationResult Result()
    {
        for (var row = 0; row < _settledRequests.Length; row++)
        {
            if (_settledRequests[row] <= 0) continue;
            var times = _queue.Times(row);
            for (var i = 0; i < times.Length; i++) _latencies.Add(times[i] * _serviceTime, _settledRequests[row] * QueueTable.Weight(i));
        }

        return new()
        {
            Plan = _plan.Name,
            Arrived = _arrived,
            Shed = _shed,
            Waiting = _fleet.Waiting,
            PeakWaiting = _peakBacklog,
            P50 = _latencies.Percentile(50),
            P90 = _latencies.Percentile(90),
            P95 = _latencies.Percentile(95),
            P99 = _latencies.Percentile(99),
            P999 = _latencies.Percentile(99.9),
            PeakReplicas = _peakReplicas,
            ReplicaSeconds = _replicaSeconds,
            TimeToCapacity = TimeSpan.FromSeconds(_shortSeconds),
            Syncs = _syncs.DrainToImmutable(),
        };
    }
}
