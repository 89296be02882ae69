using ServiceDefaults.Shutdown;

namespace ServiceDefaults.Health;

/// <summary>Closed from the first moment of the shutdown, so that no new traffic is sent here.</summary>
internal sealed class ShutdownGate(Drain drain) : IReadinessGate
{
    public string Name => "shutdown";

    public bool IsClosed => drain.HasBegun;
}
