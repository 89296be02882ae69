using Aspire.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Dashboard;

/// <summary>One replica of a resource, as the dashboard reads it.</summary>
internal static class ResourceMessage
{
    public static Wire.Resource Of(ResourceEvent change, DateTime created, SecretMask mask)
    {
        var snapshot = change.Snapshot;
        var message = new Wire.Resource
        {
            Name = change.ResourceId,
            Uid = change.ResourceId,
            DisplayName = change.Resource.Name,
            ResourceType = snapshot.ResourceType,
            State = snapshot.State?.Text ?? "",
            StateStyle = snapshot.State?.Style ?? "",
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = snapshot.SupportsDetailedTelemetry,
            CreatedAt = Timestamp.FromDateTime((snapshot.CreationTimeStamp ?? created).ToUniversalTime()),
            StartedAt = Time(snapshot.StartTimeStamp),
            StoppedAt = Time(snapshot.StopTimeStamp),
        };
        if (snapshot.IconName is { } icon)
        {
            message.IconName = icon;
            message.IconVariant = CommandMessage.Variant(snapshot.IconVariant);
        }

        message.Environment.AddRange(snapshot.EnvironmentVariables.Select(variable => Variable(variable, mask)));
        message.Properties.AddRange(ResourceProperties.Of(change, message.CreatedAt, mask));
        message.Urls.AddRange(snapshot.Urls.Select(Url));
        message.Volumes.AddRange(snapshot.Volumes.Select(Volume));
        message.HealthReports.AddRange(snapshot.HealthReports.Select(Report));
        message.Relationships.AddRange(snapshot.Relationships.Select(relation =>
            new ResourceRelationship { ResourceName = relation.ResourceName, Type = relation.Type }));
        message.Commands.AddRange(snapshot.Commands
            .Where(command => command.Visibility.HasFlag(ResourceCommandVisibility.UI))
            .Select(CommandMessage.Of));
        return message;
    }

    private static Timestamp? Time(DateTime? time) => time is { } value ? Timestamp.FromDateTime(value.ToUniversalTime()) : null;

    private static EnvironmentVariable Variable(EnvironmentVariableSnapshot variable, SecretMask mask) => new()
    {
        Name = variable.Name,
        Value = mask.Hide(variable.Value ?? ""),
        IsFromSpec = variable.IsFromSpec,
    };

    private static Url Url(UrlSnapshot url) => new()
    {
        EndpointName = url.Name ?? "",
        FullUrl = url.Url,
        IsInternal = url.IsInternal,
        IsInactive = url.IsInactive,
        DisplayProperties = new() { DisplayName = url.DisplayProperties.DisplayName, SortOrder = url.DisplayProperties.SortOrder },
    };

    private static Volume Volume(VolumeSnapshot volume) => new()
    {
        Source = volume.Source ?? "",
        Target = volume.Target,
        MountType = volume.MountType,
        IsReadOnly = volume.IsReadOnly,
    };

    private static HealthReport Report(HealthReportSnapshot report)
    {
        var message = new HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = Time(report.LastRunAt),
        };
        if (report.Status is { } status) message.Status = Status(status);
        return message;
    }

    private static HealthStatus Status(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus status) => status switch
    {
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy => HealthStatus.Healthy,
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded => HealthStatus.Degraded,
        _ => HealthStatus.Unhealthy,
    };
}
