using System.Collections.Immutable;
using Parity.Scaling;

namespace Scaling;

public class AutoscalerTests
{
    private static readonly ControllerSettings Settings = new();

    private static readonly Metric Queue = new(MetricSource.External, "queue_depth", new MetricTarget.AverageValue(20_000));

    [Fact]
    public void Absent_behaviour_is_not_the_default_behaviour()
    {
        var absent = new Specification { MaxReplicas = 100, Metrics = [Queue] };
        var written = absent with { Behavior = Behavior.Default };

        // Exactly one window after the start's recommendation of 20 the older path still counts it, the default behaviour does not.
        Assert.Equal((20, 5), (Second(absent), Second(written)));

        static int Second(Specification specification)
        {
            var memory = new Memory();
            var first = Step(specification, default, memory, at: 0, replicas: 20, depth: 400);
            return Step(specification, first.Status, memory, at: 300, replicas: 20, depth: 100).Status.DesiredReplicas;
        }
    }

    [Fact]
    public void A_failing_metric_forbids_scaling_in_and_allows_scaling_out()
    {
        var specification = new Specification { MaxReplicas = 10, Metrics = [Queue, Queue with { Name = "orders" }] };

        var less = Step(specification, 4, new MetricAnswer.Series([20_000]), MetricAnswer.Failed);
        var more = Step(specification, 4, new MetricAnswer.Series([120_000]), MetricAnswer.Failed);

        Assert.Equal((null, true), (less.Write, less.Failed));
        Assert.Equal(new(ConditionStatus.False, ConditionReason.FailedGetExternalMetric), less.Status.ScalingActive);
        Assert.Equal((6, true), (more.Write, more.Failed));
    }

    [Fact]
    public void Only_a_workload_that_the_autoscaler_put_to_zero_wakes_up()
    {
        var settings = Settings with { Gates = new(ScaleToZero: true) };
        var specification = new Specification { MinReplicas = 0, MaxReplicas = 10, Metrics = [Queue], Behavior = Behavior.Default with { ScaleDown = ScalingRules.DefaultDown with { StabilizationWindow = TimeSpan.Zero } } };
        var memory = new Memory();

        var switchedOff = Autoscaler.Step(specification, settings, default, memory, Seen(0, 0, depth: 60));
        var asleep = Autoscaler.Step(specification, settings, default, new Memory(), Seen(0, 1, depth: 0));
        var awake = Autoscaler.Step(specification, settings, asleep.Status, new Memory(), Seen(15, 0, depth: 60));

        Assert.Equal(new(ConditionStatus.False, ConditionReason.ScalingDisabled), switchedOff.Status.ScalingActive);
        Assert.Equal((null, 0, 3), (switchedOff.Write, asleep.Write, awake.Write));
        Assert.Equal(new(ConditionStatus.False, ConditionReason.NotScaledToZero), awake.Status.ScaledToZero);
    }

    [Fact]
    public void Policies_count_the_changes_of_both_directions()
    {
        var specification = new Specification
        {
            MaxReplicas = 20,
            Metrics = [Queue],
            Behavior = new(
                ScalingRules.DefaultUp with { Policies = [ScalingPolicy.Pods(2, TimeSpan.FromSeconds(60))] },
                ScalingRules.DefaultDown with { StabilizationWindow = TimeSpan.Zero, Policies = [ScalingPolicy.Pods(3, TimeSpan.FromSeconds(60))] }),
        };
        var memory = new Memory();

        var down = Step(specification, default, memory, at: 0, replicas: 8, depth: 20);
        var up = Step(specification, down.Status, memory, at: 15, replicas: 5, depth: 400);

        // The period began with 8 replicas, so two more than then are allowed.
        Assert.Equal((5, 10), (down.Write, up.Write));
    }

    [Fact]
    public void A_decision_is_told_with_its_reasons()
    {
        var specification = new Specification
        {
            MaxReplicas = 10,
            Metrics = [Queue],
            Behavior = Behavior.Default with { ScaleUp = ScalingRules.DefaultUp with { Policies = [ScalingPolicy.Pods(1, TimeSpan.FromSeconds(60))] } },
        };
        var observation = Seen(0, 3, depth: 120);

        var decision = Autoscaler.Step(specification, Settings, default, new Memory(), observation);

        Assert.Equal("queue_depth 120 / 20 per replica wants 6, policy allows 4: 3 -> 4", Explanation.Of(specification, observation, decision));
    }

    [Fact]
    public void Once_its_lists_have_grown_a_decision_allocates_nothing()
    {
        var specification = new Specification { MaxReplicas = 50, Metrics = [.. ApiDefaults.Metrics, Queue], Behavior = Behavior.Default };
        Pod pod = new()
        {
            Count = 5,
            Started = TimeSpan.FromHours(-1),
            Ready = new(ConditionStatus.True, TimeSpan.FromHours(-1)),
            Containers = [new("app", Amounts.Of("cpu", 1000))],
            Usage = new(TimeSpan.Zero, TimeSpan.FromSeconds(15), [new("app", Amounts.Of("cpu", 780))]),
        };
        var observations = Enumerable.Range(0, 2000).Select(sync => Seen(15 * sync, 5, depth: 100) with { Pods = [pod], Answers = [MetricAnswer.Samples, new MetricAnswer.Series([100_000])] }).ToArray();
        var memory = new Memory();
        var status = default(Status);
        foreach (var observation in observations.AsSpan(0, 1000)) status = Autoscaler.Step(specification, Settings, status, memory, observation).Status;

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var observation in observations.AsSpan(1000)) status = Autoscaler.Step(specification, Settings, status, memory, observation).Status;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((5, 0L), (status.DesiredReplicas, allocated));
    }

    private static Decision Step(Specification specification, Status status, Memory memory, int at, int replicas, long depth) =>
        Autoscaler.Step(specification, Settings, status, memory, Seen(at, replicas, depth));

    private static Decision Step(Specification specification, int replicas, params ImmutableArray<MetricAnswer> answers) =>
        Autoscaler.Step(specification, Settings, default, new Memory(), Seen(0, replicas, depth: 0) with { Answers = answers });

    private static Observation Seen(int at, int replicas, long depth) => new()
    {
        Now = TimeSpan.FromSeconds(at),
        Scale = new(replicas, replicas),
        Answers = [new MetricAnswer.Series([depth * 1000])],
    };
}
