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
    private readonly Backlog _backlog;
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
        _backlog = new(_latencies, _queue.Times(0), _serviceTime);
        _fleet = new(initial, capacity.StartUp, settings.Controller.CpuInitializationPeriod + settings.MetricWindow + settings.MetricLag);
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

            Serve(rate, now.TotalSeconds);
            now += _trace.Step;
        }

        _backlog.End(now.TotalSeconds);
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
            Serve(rate, now.TotalSeconds);
            now += _trace.Step;
        }

        _backlog.End(now.TotalSeconds);
        return Result();
    }

    private void Sync(TimeSpan now, double rate)
    {
        var decision = Autoscaler.Step(_plan.At(now), _settings.Controller, _status, _memory, _metrics.Observe(now, _fleet));
        _status = decision.Status;
        if (decision.Write is { } replicas) _fleet.ScaleTo(replicas, now);
        _peakReplicas = Math.Max(_peakReplicas, _fleet.Replicas);
        _syncs.Add(new(now, rate, _fleet.Replicas, _fleet.Ready, _backlog.Requests));
    }

    private void Serve(double rate, double now)
    {
        var requests = rate * _seconds;
        var possible = _fleet.Ready * _capacity.RequestsPerSecond * _seconds;
        _arrived += requests;
        _replicaSeconds += _fleet.Replicas * _seconds;
        if (requests > possible * (1 + 1e-9)) _shortSeconds += _seconds;

        double load;
        if (_backlog.Requests <= 0 && requests <= possible)
        {
            load = possible > 0 ? requests / possible : 0;
            _settledRequests[QueueTable.Row(load)] += requests;
        }
        else
        {
            var served = Math.Min(_backlog.Requests + requests, possible);
            load = possible > 0 ? served / possible : 0;
            Queue(requests, possible, now);
        }

        _metrics.Record(rate, load, InFlight(rate, load) + _backlog.Requests, _backlog.Requests);
    }

    private void Queue(double requests, double possible, double now)
    {
        var room = Math.Max(0, (_fleet.Ready * (double)_capacity.QueueLimit) + possible - _backlog.Requests);
        var accepted = Math.Min(requests, room);
        _shed += requests - accepted;
        _backlog.Add(accepted, now);
        _backlog.Serve(possible, now);
        _peakBacklog = Math.Max(_peakBacklog, _backlog.Requests);
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
            Waiting = _backlog.Requests,
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
