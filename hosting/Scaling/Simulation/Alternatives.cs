using System.Collections.Immutable;
using Parity.Model;

namespace Parity.Scaling.Simulation;

/// <summary>What a declaration is compared with: CPU alone, always enough replicas, and a floor for the hours of the rush.</summary>
public static class Alternatives
{
    /// <summary>The four plans, <c>CPU 70 %, no behaviour</c> first, all within the declaration's bounds.</summary>
    public static ImmutableArray<ScalingPlan> To(Autoscaling declared, string environment, ArrivalTrace trace, ReplicaCapacity capacity, SimulationSettings? settings = null)
    {
        settings ??= new();
        var specification = DeclaredSpecification.Of(declared, environment);
        var peak = Math.Clamp(Simulator.Needed(trace.Peak, capacity), specification.MinReplicas, specification.MaxReplicas);
        return
        [
            ScalingPlan.Cpu(specification.MinReplicas, specification.MaxReplicas),
            new("declared", specification),
            ScalingPlan.Fixed(peak),
            new("scheduled floor", specification) { Floors = Rises(trace, capacity, peak, settings) },
        ];
    }

    // What a person would schedule who knows when the rush comes: open early enough for a sync and a start-up, closed when it is over.
    private static ImmutableArray<Floor> Rises(ArrivalTrace trace, ReplicaCapacity capacity, int floor, SimulationSettings settings)
    {
        var early = capacity.StartUp + settings.Controller.SyncPeriod;
        var usual = Simulator.Needed(trace.Rates.IsDefaultOrEmpty ? 0 : trace.Rates[0], capacity);
        var floors = ImmutableArray.CreateBuilder<Floor>();
        for (var i = 0; i < trace.Rates.Length; i++)
        {
            if (Simulator.Needed(trace.Rates[i], capacity) <= usual) continue;
            var from = i;
            while (i < trace.Rates.Length && Simulator.Needed(trace.Rates[i], capacity) > usual) i++;
            floors.Add(new((trace.Step * from) - early, trace.Step * i, floor));
        }

        return floors.DrainToImmutable();
    }
}
