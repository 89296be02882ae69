namespace Parity.Model;

/// <summary>The rules of both directions: <c>spec.behavior</c>.</summary>
public sealed record AutoscalingBehavior(AutoscalingRules Up, AutoscalingRules Down)
{
    /// <summary>
    /// Up at once and at most tenfold in a minute: a rush is served in one step, a wrong measurement is bounded. Down when nothing
    /// needed the replicas for eleven syncs, and then by less than a third a minute: the next wave of a rush still finds some, and
    /// what a rush asked for too much is not kept for the five minutes of a cluster's default.
    /// </summary>
    public static AutoscalingBehavior Default { get; } = new(
        Up: new()
        {
            Window = TimeSpan.Zero,
            Policies = [new AutoscalingPolicy.Percent(900, TimeSpan.FromMinutes(1)), new AutoscalingPolicy.Replicas(4, TimeSpan.FromMinutes(1))],
        },
        Down: new()
        {
            Window = TimeSpan.FromSeconds(165),
            Policies = [new AutoscalingPolicy.Percent(30, TimeSpan.FromMinutes(1))],
        });
}
