namespace Parity.Model;

/// <summary>The rules of both directions: <c>spec.behavior</c>.</summary>
public sealed record AutoscalingBehavior(AutoscalingRules Up, AutoscalingRules Down)
{
    /// <summary>
    /// Up at once and at most tenfold in a minute: a rush is served in one step, a wrong measurement is bounded. Down after two
    /// minutes without need and by less than a third a minute: the next wave of a rush still finds replicas, and what a rush
    /// asked for too much is not kept for five minutes.
    /// </summary>
    public static AutoscalingBehavior Default { get; } = new(
        Up: new()
        {
            Window = TimeSpan.Zero,
            Policies = [new AutoscalingPolicy.Percent(900, TimeSpan.FromMinutes(1)), new AutoscalingPolicy.Replicas(4, TimeSpan.FromMinutes(1))],
        },
        Down: new()
        {
            Window = TimeSpan.FromMinutes(2),
            Policies = [new AutoscalingPolicy.Percent(30, TimeSpan.FromMinutes(1))],
        });
}
