namespace Parity.Scaling.Simulation;

/// <summary>
/// Whether any autoscaler could keep an objective: one that knows the load of this very moment and asks for the maximum at once,
/// but whose replicas start no faster than measured. Nobody who only reacts does better.
/// </summary>
public sealed record Feasibility
{
    /// <summary>The objective.</summary>
    public required Objective Objective { get; init; }

    /// <summary>What the perfect autoscaler would have made of the trace.</summary>
    public required SimulationResult Perfect { get; init; }

    /// <summary>Whether it kept the objective.</summary>
    public bool IsFeasible => Objective.IsMetBy(Perfect);

    /// <summary>The replicas that must be there all the time so that the objective is kept; null: even the maximum does not.</summary>
    public int? Floor { get; init; }

    /// <summary>How many of those the load before the first rise does not need.</summary>
    public int? Spare { get; init; }

    /// <summary>How long the longest stretch was in which the load exceeded what the base replicas can serve.</summary>
    public required TimeSpan LongestBurst { get; init; }

    /// <summary>How long a replica takes to be ready.</summary>
    public required TimeSpan StartUp { get; init; }

    /// <summary>Finds out by simulating, with a floor found by bisection.</summary>
    public static Feasibility Of(ArrivalTrace trace, ReplicaCapacity capacity, Objective objective, int minimum, int maximum, SimulationSettings? settings = null)
    {
        settings ??= new();
        var first = trace.Rates.IsDefaultOrEmpty ? 0 : trace.Rates[0];
        var start = Math.Clamp(Simulator.Needed(first, capacity), minimum, maximum);
        var perfect = Perfectly(trace, capacity, start, maximum, settings);
        int? floor = objective.IsMetBy(perfect) ? start : null;
        if (floor is null && objective.IsMetBy(Perfectly(trace, capacity, maximum, maximum, settings)))
        {
            int low = start, high = maximum;
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                if (objective.IsMetBy(Perfectly(trace, capacity, middle, maximum, settings))) high = middle;
                else low = middle;
            }

            floor = high;
        }

        return new()
        {
            Objective = objective,
            Perfect = perfect,
            Floor = floor,
            Spare = floor - start,
            LongestBurst = Longest(trace, start * capacity.RequestsPerSecond),
            StartUp = capacity.StartUp,
        };
    }

    /// <summary>The statement for people.</summary>
    public override string ToString()
    {
        var goal = $"95 % within {Objective.P95.TotalMilliseconds:0} ms and at most {Objective.ShedShare:P1} turned away";
        if (IsFeasible) return $"Start-up leaves an autoscaler time to keep the objective ({goal}).";

        var cause = StartUp >= LongestBurst
            ? $"a replica takes {StartUp.TotalSeconds:0} s to start and the longest burst is over after {LongestBurst.TotalSeconds:0} s"
            : $"a replica takes {StartUp.TotalSeconds:0} s to start and the load does not wait for it";
        return Floor is { } floor
            ? $"No autoscaler can keep the objective ({goal}): {cause}. {Spare} spare replicas would: a minimum of {floor}, or a floor of {floor} at the time of the burst."
            : $"No autoscaler can keep the objective ({goal}): {cause}, and even the maximum from the start would not. Raise the maximum or the capacity of a replica.";
    }

    private static SimulationResult Perfectly(ArrivalTrace trace, ReplicaCapacity capacity, int floor, int maximum, SimulationSettings settings)
    {
        var plan = new ScalingPlan("perfect", new() { MinReplicas = floor, MaxReplicas = maximum, Metrics = [] });
        return new SimulationRun(trace, capacity, plan, settings, floor).RunPerfectly();
    }

    private static TimeSpan Longest(ArrivalTrace trace, double capacity)
    {
        int longest = 0, current = 0;
        foreach (var rate in trace.Rates)
        {
            current = rate > capacity ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return trace.Step * longest;
    }
}
