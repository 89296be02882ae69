using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServiceDefaults.Shutdown;

namespace ServiceDefaults.Health;

/// <summary>Unready from the first moment of the shutdown, so that no new traffic is sent here.</summary>
internal sealed class ShutdownCheck(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.HasBegun ? HealthCheckResult.Unhealthy("shutting down") : HealthCheckResult.Healthy());
}
