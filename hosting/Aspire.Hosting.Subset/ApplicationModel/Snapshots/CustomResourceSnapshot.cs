using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at one moment; the dashboard shows it.</summary>
[DebuggerDisplay("ResourceType = {ResourceType,nq}, State = {State?.Text,nq}, HealthStatus = {HealthStatus?.ToString(),nq}, Properties = {Properties.Length}")]
public sealed record CustomResourceSnapshot
{
    private readonly ImmutableArray<HealthReportSnapshot> _healthReports = [];
    private readonly ResourceStateSnapshot? _state;

    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    public ResourceStateSnapshot? State
    {
        get => _state;
        init
        {
            _state = value;
            HealthStatus = HealthOf(_healthReports, value?.Text);
        }
    }

    public int? ExitCode { get; init; }

    public HealthStatus? HealthStatus { get; private set; }

    public ImmutableArray<HealthReportSnapshot> HealthReports
    {
        get => _healthReports;
        internal init
        {
            _healthReports = value;
            HealthStatus = HealthOf(value, _state?.Text);
        }
    }

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<VolumeSnapshot> Volumes { get; init; } = [];

    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    public bool IsHidden { get; init; }

    public string? IconName { get; init; }

    public IconVariant? IconVariant { get; init; }

    internal long Version { get; init; }

    internal EventSnapshot? ResourceReadyEvent { get; init; }

    internal bool SupportsDetailedTelemetry { get; init; }

    /// <summary>Only what runs has a health: the worst report, and a report without a result counts as unhealthy.</summary>
    private static HealthStatus? HealthOf(ImmutableArray<HealthReportSnapshot> reports, string? state) => state switch
    {
        _ when state != KnownResourceStates.Running => null,
        _ when reports.IsEmpty => Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy,
        _ when reports.Any(report => report.Status is null) => Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy,
        _ => reports.Min(report => report.Status),
    };
}

/// <summary>Completes when all who handle the event are done.</summary>
internal sealed record EventSnapshot(Task EventTask);
