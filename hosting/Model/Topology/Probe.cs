namespace Parity.Model;

/// <summary>How Kubernetes asks a workload how it is.</summary>
/// <param name="Kind">What the answer decides.</param>
/// <param name="Check">How it is asked.</param>
/// <param name="Period">Time between two questions; whole seconds.</param>
/// <param name="Failures">Failures in a row that count.</param>
public sealed record Probe(ProbeKind Kind, ProbeCheck Check, TimeSpan Period, int Failures)
{
    /// <summary>Time before the first question; whole seconds.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.Zero;

    /// <summary>Time for an answer; whole seconds, as long as the period unless it says otherwise.</summary>
    public TimeSpan Timeout { get; init; } = Period;
}

/// <summary>A probe that asks elsewhere or at other times in some environments.</summary>
/// <param name="Kind">The kind of all its values.</param>
/// <param name="Value">A whole probe for each environment.</param>
public sealed record DifferingProbe(ProbeKind Kind, Declared<Probe> Value);

public enum ProbeKind
{
    /// <summary>Holds the other two back until it succeeds once.</summary>
    Startup,

    /// <summary>Takes the replica out of the Service while it fails.</summary>
    Readiness,

    /// <summary>Restarts the container when it fails.</summary>
    Liveness,
}

/// <summary>How a probe asks.</summary>
public abstract record ProbeCheck
{
    private ProbeCheck()
    {
    }

    /// <summary>GET; any status from 200 to 399 is good.</summary>
    public sealed record Http(string Path, string Endpoint) : ProbeCheck;

    /// <summary>A connection comes about.</summary>
    public sealed record Tcp(string Endpoint) : ProbeCheck;

    /// <summary>A command in the container ends with 0.</summary>
    public sealed record Command(Sequence<string> Line) : ProbeCheck;
}
