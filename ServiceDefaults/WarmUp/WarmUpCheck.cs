using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDefaults.WarmUp;

/// <summary>Unready until the replica has answered its own requests.</summary>
internal sealed class WarmUpCheck(WarmUpRun run) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(run.IsOver ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("warming up"));
}
