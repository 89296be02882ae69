namespace Parity.Model;

/// <summary>
/// How the replicas of a workload follow its load: stated once, it becomes the cluster's HorizontalPodAutoscaler or KEDA
/// ScaledObject, drives the local replicas and is what the simulator replays.
/// </summary>
public sealed record Autoscaling
{
    /// <summary>Minimum and maximum wherever <see cref="Differences"/> says nothing else.</summary>
    public required AutoscalingBounds Bounds { get; init; }

    /// <summary>Other bounds by environment name, each with its reason.</summary>
    public Map<string, AutoscalingDifference> Differences { get; init; } = [];

    /// <summary>What is measured; the metric that asks for the most replicas decides.</summary>
    public required Sequence<AutoscalingMetric> Metrics { get; init; }

    /// <summary>How fast the replicas may change; becomes <c>spec.behavior</c>.</summary>
    public required AutoscalingBehavior Behavior { get; init; }

    /// <summary>Times with a floor above the minimum; they become cron scalers of KEDA.</summary>
    public Sequence<AutoscalingWindow> Windows { get; init; } = [];

    /// <summary>
    /// The default for an author who knows only the maximum: requests in flight at the ingress first, because they grow with what
    /// is offered, then CPU, which sizes the steady state but saturates at limit/request and so never asks for more than that
    /// multiple at once. Because CPU need not see a rush coming, it may be steered to the API server's own 80 %. At least two
    /// replicas, so that one can be lost.
    /// </summary>
    public static Autoscaling UpTo(int maximum) => new()
    {
        Bounds = new(Math.Min(2, maximum), maximum),
        Metrics = [new AutoscalingMetric.RequestsInFlight(10), new AutoscalingMetric.Cpu(80)],
        Behavior = AutoscalingBehavior.Default,
    };

    /// <summary>The same with another minimum.</summary>
    public Autoscaling AtLeast(int minimum) => this with { Bounds = Bounds with { Minimum = minimum } };

    /// <summary>The same with these metrics instead.</summary>
    public Autoscaling Measuring(params IEnumerable<AutoscalingMetric> metrics) => this with { Metrics = [.. metrics] };

    /// <summary>The same with other bounds in one environment, and why.</summary>
    public Autoscaling In(string environment, int minimum, int maximum, string reason) =>
        this with { Differences = Differences.With(environment, new(new(minimum, maximum), reason)) };

    /// <summary>The same with a floor at certain times.</summary>
    public Autoscaling During(AutoscalingWindow window) => this with { Windows = Windows.Add(window) };

    /// <summary>The bounds that hold in an environment.</summary>
    public AutoscalingBounds BoundsIn(string environment) =>
        Differences.TryGetValue(environment, out var difference) ? difference.Bounds : Bounds;
}
