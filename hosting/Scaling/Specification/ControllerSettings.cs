namespace Parity.Scaling;

/// <summary>The flags of kube-controller-manager that reach a decision, with the defaults of Kubernetes 1.36.</summary>
public sealed record ControllerSettings
{
    /// <summary><c>--horizontal-pod-autoscaler-sync-period</c>. No decision depends on it; it says when the next one is made.</summary>
    public TimeSpan SyncPeriod { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary><c>--horizontal-pod-autoscaler-tolerance</c> as a fraction.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary><c>--horizontal-pod-autoscaler-downscale-stabilization</c>.</summary>
    public TimeSpan DownscaleStabilization { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary><c>--horizontal-pod-autoscaler-cpu-initialization-period</c>: how long CPU samples of an unready pod are doubted.</summary>
    public TimeSpan CpuInitializationPeriod { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary><c>--horizontal-pod-autoscaler-initial-readiness-delay</c>: an unready pod that turned so within it never was ready.</summary>
    public TimeSpan InitialReadinessDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The feature gates.</summary>
    public FeatureGates Gates { get; init; } = new();
}
