using System.Collections.Immutable;

namespace Parity.Scaling.Simulation;

/// <summary>One alternative: a specification, and floors that raise its minimum for a while.</summary>
public sealed record ScalingPlan(string Name, Specification Specification)
{
    /// <summary>Scheduled floors, in time of the trace.</summary>
    public ImmutableArray<Floor> Floors { get; init; } = [];

    /// <summary>Always the same number of replicas.</summary>
    public static ScalingPlan Fixed(int replicas) =>
        new($"fixed {replicas}", new() { MinReplicas = replicas, MaxReplicas = replicas });

    /// <summary>What most people write: CPU at 70 % of the request and no behaviour.</summary>
    public static ScalingPlan Cpu(int minimum, int maximum) => new("CPU 70 %, no behaviour", new()
    {
        MinReplicas = minimum,
        MaxReplicas = maximum,
        Metrics = [new(MetricSource.Resource, "cpu", new MetricTarget.Utilization(70))],
    });

    internal Specification At(TimeSpan time)
    {
        var floor = Specification.MinReplicas;
        foreach (var window in Floors)
        {
            if (time >= window.From && time < window.To) floor = Math.Max(floor, window.Replicas);
        }

        return floor == Specification.MinReplicas
            ? Specification
            : Specification with { MinReplicas = Math.Min(floor, Specification.MaxReplicas) };
    }
}

/// <summary>At least <paramref name="Replicas"/> from <paramref name="From"/> until <paramref name="To"/>.</summary>
public readonly record struct Floor(TimeSpan From, TimeSpan To, int Replicas);
