using Aspire.Hosting.ApplicationModel;

namespace Parity.Authoring;

/// <summary>One replica as it is now. Snapshots name it by its id: orders-wfqkmhvs.</summary>
internal sealed record Replica(string Id, IResource Resource)
{
    public string? State { get; init; }

    /// <summary>What the orchestrator's own health check says, which asks through the proxy in front of all replicas.</summary>
    public bool IsHealthy { get; init; }

    /// <summary>What the replica itself listens on; null where the orchestrator does not say.</summary>
    public string? Address { get; init; }

    /// <summary>The process; 0 where none runs.</summary>
    public int Process { get; init; }

    public DateTime? StartedAt { get; init; }

    /// <summary>It answers at its own address, as a readiness probe asks.</summary>
    public bool IsReady { get; init; }

    public DateTime? ReadyAt { get; init; }

    /// <summary>It is about to be stopped and gets no new requests.</summary>
    public bool IsDraining { get; init; }

    /// <summary>It was asked to stop, so its end is no fault.</summary>
    public bool WasStopped { get; init; }

    public bool IsUp => State == KnownResourceStates.Running;

    public bool IsStarting => State == KnownResourceStates.Starting || State == KnownResourceStates.Building;

    public bool HasEnded => KnownResourceStates.TerminalStates.Contains(State);

    /// <summary>Whether requests may be sent to it.</summary>
    public bool Serves => IsUp && IsReady && !IsDraining;

    /// <summary>The same replica after news of it.</summary>
    public Replica After(CustomResourceSnapshot snapshot)
    {
        var state = snapshot.State?.Text;
        var runs = state == KnownResourceStates.Running;
        return this with
        {
            State = state,
            IsHealthy = snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy,
            Address = AddressOf(snapshot),
            Process = runs && snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is int process ? process : 0,
            StartedAt = runs ? snapshot.StartTimeStamp : null,
            IsReady = IsReady && runs,
            ReadyAt = runs ? ReadyAt : null,
            IsDraining = IsDraining && (runs || state == KnownResourceStates.Stopping),
            WasStopped = state == KnownResourceStates.Stopping || (WasStopped && KnownResourceStates.TerminalStates.Contains(state)),
        };
    }

    // The endpoint's URL is that of the proxy in front of all replicas; what the replica itself listens on is the internal one, and
    // where an orchestrator lists none, the environment that the replica was started with says it.
    private static string? AddressOf(CustomResourceSnapshot snapshot) =>
        snapshot.Urls.FirstOrDefault(url => url is { IsInternal: true, Name: "http target port" })?.Url
        ?? snapshot.EnvironmentVariables.FirstOrDefault(variable => variable is { IsFromSpec: true, Name: "ASPNETCORE_URLS" })?.Value?
            .Split(';').FirstOrDefault(url => url.StartsWith("http://", StringComparison.Ordinal));
}
