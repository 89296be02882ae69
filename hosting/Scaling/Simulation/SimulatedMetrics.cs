using System.Collections.Immutable;

namespace Parity.Scaling.Simulation;

/// <summary>What a sync sees of the simulated workload: samples that are old and averaged, as in a cluster.</summary>
internal sealed class SimulatedMetrics
{
    private const string Container = "app";
    private readonly Specification _specification;
    private readonly ReplicaCapacity _capacity;
    private readonly TimeSpan _step;
    private readonly int _lag;
    private readonly int _window;
    private readonly bool _seesPods;
    private readonly ImmutableArray<Container> _containers;
    private readonly History _rate;
    private readonly History _inFlight;
    private readonly History _waiting;
    private readonly History _load;
    private int _steps;

    public SimulatedMetrics(Specification specification, ReplicaCapacity capacity, SimulationSettings settings, TimeSpan step, double rate, double load, double inFlight)
    {
        _specification = specification;
        _capacity = capacity;
        _step = step;
        _lag = (int)Math.Round(settings.MetricLag / step);
        _window = Math.Max(1, (int)Math.Round(settings.MetricWindow / step));
        _seesPods = specification.Metrics.Any(metric => metric.Source == MetricSource.Resource);
        _containers = [new(Container, Amounts.Of("cpu", capacity.CpuRequest))];
        var depth = _lag + _window + 1;
        _rate = new(rate, depth);
        _load = new(load, depth);
        _inFlight = new(inFlight, depth);
        _waiting = new(0, depth);
    }

    /// <summary>Whether the simulator knows how this metric follows from the load.</summary>
    public static bool Knows(Metric metric) => metric is
    { Source: MetricSource.Resource, Name: "cpu" }
        or { Source: MetricSource.External, Name: LoadMetric.RequestRate or LoadMetric.RequestsInFlight or LoadMetric.QueueDepth };

    public void Record(double rate, double load, double inFlight, double waiting)
    {
        _steps++;
        _rate.Add(rate);
        _load.Add(load);
        _inFlight.Add(inFlight);
        _waiting.Add(waiting);
    }

    public Observation Observe(TimeSpan now, Fleet fleet) => new()
    {
        Now = now,
        Scale = new(fleet.Replicas, fleet.Replicas),
        Answers = Answers(),
        Pods = _seesPods ? Pods(now, fleet) : [],
    };

    private ImmutableArray<MetricAnswer> Answers()
    {
        var newest = _steps - _lag;
        var answers = ImmutableArray.CreateBuilder<MetricAnswer>(_specification.Metrics.Length);
        foreach (var metric in _specification.Metrics)
        {
            answers.Add(metric.Name switch
            {
                LoadMetric.RequestRate => Total(_rate.Mean(newest - _window, newest)),
                LoadMetric.RequestsInFlight => Total(_inFlight.Mean(newest - _window, newest)),
                LoadMetric.QueueDepth => Total(_waiting.Mean(newest - 1, newest)),
                _ => MetricAnswer.Samples,
            });
        }

        return answers.MoveToImmutable();
    }

    private static MetricAnswer.Series Total(double value) => new([(long)Math.Round(value * 1000)]);

    private ImmutableArray<Pod> Pods(TimeSpan now, Fleet fleet)
    {
        var cohorts = fleet.Cohorts;
        var pods = ImmutableArray.CreateBuilder<Pod>(cohorts.Length);
        foreach (var cohort in cohorts)
        {
            if (cohort.Count == 0) continue;
            pods.Add(cohort.ReadyAt > now ? Starting(cohort) : Running(cohort));
        }

        return pods.DrainToImmutable();
    }

    private Pod Starting(Cohort cohort) => new()
    {
        Count = cohort.Count,
        Phase = PodPhase.Pending,
        Started = cohort.StartedAt,
        Ready = new(ConditionStatus.False, cohort.StartedAt),
        Containers = _containers,
    };

    private Pod Running(Cohort cohort)
    {
        var newest = _steps - _lag;
        var first = Math.Max(newest - _window, (int)(cohort.ReadyAt / _step));
        var at = newest * _step;
        return new()
        {
            Count = cohort.Count,
            Started = cohort.StartedAt,
            Ready = new(ConditionStatus.True, cohort.ReadyAt),
            Containers = _containers,
            Usage = first < newest ? Sample(at, _load.Mean(first, newest) * (newest - first) / _window) : null,
        };
    }

    private Usage Sample(TimeSpan at, double load) =>
        new(at, _window * _step, [new(Container, Amounts.Of("cpu", (long)(load * _capacity.CpuAtSaturation)))]);
}
