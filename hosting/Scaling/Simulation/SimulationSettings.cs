namespace Parity.Scaling.Simulation;

/// <summary>The circumstances that all alternatives of a comparison share.</summary>
public sealed record SimulationSettings
{
    /// <summary>The controller's flags, among them the sync period.</summary>
    public ControllerSettings Controller { get; init; } = new();

    /// <summary>How old the newest sample is that a sync sees; metrics-server and Prometheus scrape every 15 s.</summary>
    public TimeSpan MetricLag { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The time that a rate or a CPU sample is averaged over.</summary>
    public TimeSpan MetricWindow { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The first sync after the start of the trace; later ones follow by the sync period.</summary>
    public TimeSpan FirstSync { get; init; }
}
