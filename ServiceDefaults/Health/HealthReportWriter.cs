using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDefaults.Health;

/// <summary><c>{"status":"Unhealthy","checks":{"postgres":"Unhealthy"}}</c>: which dependency, never why in detail.</summary>
internal static class HealthReportWriter
{
    public static Task Write(HttpContext context, HealthReport report) => Write(context, report.Status, report.Entries.Select(entry => (entry.Key, entry.Value.Status)));

    public static async Task Write(HttpContext context, HealthStatus status, IEnumerable<(string Name, HealthStatus Status)> checks)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", status.ToString());
        writer.WriteStartObject("checks");
        foreach (var (name, checkedAs) in checks.OrderBy(check => check.Name, StringComparer.Ordinal)) writer.WriteString(name, checkedAs.ToString());
        writer.WriteEndObject();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }
}
