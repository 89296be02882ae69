using Parity.Scaling.Simulation;

namespace Scaling;

public class FeasibilityTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Objective Objective = new(TimeSpan.FromMilliseconds(500));

    [Fact]
    public void A_burst_shorter_than_start_up_is_out_of_reach_of_every_autoscaler_and_the_spare_replicas_named_carry_it()
    {
        var capacity = new ReplicaCapacity { RequestsPerSecond = 50, StartUp = TimeSpan.FromSeconds(40), QueueLimit = 50 };
        var trace = new ArrivalProfile("burst", 100).ToTrace(Second);

        var feasibility = Feasibility.Of(trace, capacity, Objective, minimum: 2, maximum: 40);

        output.WriteLine(feasibility.ToString());
        Assert.False(feasibility.IsFeasible);
        Assert.Equal(TimeSpan.FromSeconds(30), feasibility.LongestBurst);
        Assert.StartsWith("No autoscaler can keep the objective", feasibility.ToString(), StringComparison.Ordinal);
        Assert.Contains("40 s to start and the longest burst is over after 30 s", feasibility.ToString(), StringComparison.Ordinal);
        Assert.Equal(feasibility.Floor, feasibility.Spare + 3);
        Assert.True(Objective.IsMetBy(Simulator.Run(trace, capacity, ScalingPlan.Fixed(feasibility.Floor!.Value))));
        Assert.False(Objective.IsMetBy(Simulator.Run(trace, capacity, ScalingPlan.Fixed(feasibility.Floor!.Value - 1))));
    }

    [Fact]
    public void Slow_growth_leaves_an_autoscaler_time()
    {
        var capacity = new ReplicaCapacity { RequestsPerSecond = 50, StartUp = TimeSpan.FromSeconds(5) };

        var feasibility = Feasibility.Of(new ArrivalProfile("ramp", 100).ToTrace(Second), capacity, Objective, minimum: 2, maximum: 40);

        Assert.True(feasibility.IsFeasible);
        Assert.Equal(0, feasibility.Spare);
    }

    [Fact]
    public void Load_above_the_maximum_needs_a_higher_maximum()
    {
        var capacity = new ReplicaCapacity { RequestsPerSecond = 50, StartUp = TimeSpan.FromSeconds(5) };

        var feasibility = Feasibility.Of(new ArrivalProfile("step", 100).ToTrace(Second), capacity, Objective, minimum: 2, maximum: 10);

        Assert.Null(feasibility.Floor);
        Assert.EndsWith("Raise the maximum or the capacity of a replica.", feasibility.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_recommended_keeps_the_objective_and_can_be_pasted()
    {
        var capacity = new ReplicaCapacity { RequestsPerSecond = 50, StartUp = TimeSpan.FromSeconds(20) };
        var trace = new ArrivalProfile("spike", 100).ToTrace(Second);

        var recommendation = Recommendation.For(trace, capacity, Objective);

        output.WriteLine($"{recommendation.ToCode()} -> {recommendation.Result.P95}, {recommendation.Result.ShedShare:P2} shed");
        Assert.True(recommendation.IsMet);
        Assert.Empty(Parity.Model.AutoscalingChecks.Check("orders", recommendation.Autoscaling));
        Assert.Equal($".WithAutoscaling(Autoscaling.UpTo(29).AtLeast({recommendation.Autoscaling.Bounds.Minimum}).Measuring(new AutoscalingMetric.RequestsInFlight(7.3), new AutoscalingMetric.Cpu(80)))", recommendation.ToCode());
    }
}
