using ServiceDefaults.Health;

namespace ServiceDefaults.WarmUp;

/// <summary>Closed until the replica has answered its own requests.</summary>
internal sealed class WarmUpGate(WarmUpRun run) : IReadinessGate
{
    public string Name => "warm-up";

    public bool IsClosed => !run.IsOver;
}
