using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>What one run of a check found, and how much its failure means while the resource may still be starting.</summary>
internal sealed record HealthAnswer(HealthReportSnapshot Report, HealthFailure Failure)
{
    public bool IsUnhealthy => Report.Status == HealthStatus.Unhealthy;
}
