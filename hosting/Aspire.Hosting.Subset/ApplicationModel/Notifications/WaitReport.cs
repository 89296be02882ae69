using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a resource stood when somebody gave up waiting for it.</summary>
internal static class WaitReport
{
    public static string Describe(string headline, string resourceName, ResourceNotificationService notifications)
    {
        var text = new StringBuilder().AppendLine(headline);
        if (!notifications.TryGetCurrentState(resourceName, out var current))
        {
            return text.Append(CultureInfo.InvariantCulture, $"Unable to retrieve current state for resource '{resourceName}'.").ToString();
        }

        var snapshot = current.Snapshot;
        Line("Current State", snapshot.State?.Text ?? "(null)");
        Line("Creation Time", snapshot.CreationTimeStamp?.ToString(CultureInfo.InvariantCulture) ?? "(null)");
        Line("Start Time", snapshot.StartTimeStamp?.ToString(CultureInfo.InvariantCulture));
        Line("Stop Time", snapshot.StopTimeStamp?.ToString(CultureInfo.InvariantCulture));
        Line("Exit Code", snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture));
        Line("Current Health", snapshot.HealthStatus?.ToString() ?? "(null)");
        foreach (var report in snapshot.HealthReports)
        {
            Line($"Health of {report.Name}", $"{report.Status?.ToString() ?? "Unknown"} {report.Description}".TrimEnd());
            if (report.ExceptionText is { Length: > 0 } exception)
            {
                text.AppendLine(exception);
            }
        }

        var waitingFor = snapshot.Properties.FirstOrDefault(property => property.Name == KnownProperties.Resource.WaitingFor)?.Value as IReadOnlyList<string> ?? [];
        Line("Waiting For", waitingFor.Count == 0 ? null : "");
        foreach (var dependency in waitingFor)
        {
            var state = notifications.TryGetCurrentState(dependency, out var other)
                ? $"State = {other.Snapshot.State?.Text ?? "(null)"}, Health = {other.Snapshot.HealthStatus?.ToString() ?? "(null)"}{(other.Snapshot.ExitCode is { } code ? $", Exit Code = {code}" : "")}"
                : "Unable to retrieve current state.";
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {dependency}: {state}");
        }

        return text.ToString().TrimEnd();

        void Line(string label, string? value)
        {
            if (value is not null)
            {
                text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"- {label}: {value}").TrimEnd());
            }
        }
    }
}
