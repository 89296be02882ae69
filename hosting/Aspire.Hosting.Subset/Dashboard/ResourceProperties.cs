using System.Globalization;
using Aspire.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;
using Protobuf = Google.Protobuf.WellKnownTypes.Value;

namespace Aspire.Hosting.Dashboard;

/// <summary>The table of a resource's details: what every resource has, then what its own snapshot adds.</summary>
internal static class ResourceProperties
{
    public static IEnumerable<ResourceProperty> Of(ResourceEvent change, Timestamp created, SecretMask mask)
    {
        var snapshot = change.Snapshot;
        yield return Known("resource.uid", change.ResourceId);
        yield return Known("resource.name", change.ResourceId);
        yield return Known("resource.type", snapshot.ResourceType);
        yield return Known("resource.displayName", change.Resource.Name);
        yield return Known("resource.state", snapshot.State?.Text);
        yield return Known("resource.exitCode", snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture));
        yield return Known("resource.createTime", Round(created.ToDateTime()));
        yield return Known("resource.startTime", Round(snapshot.StartTimeStamp));
        yield return Known("resource.stopTime", Round(snapshot.StopTimeStamp));
        yield return Known("resource.healthState", snapshot.HealthStatus?.ToString());

        foreach (var property in snapshot.Properties)
        {
            var message = new ResourceProperty
            {
                Name = property.Name,
                Value = Value(property.Value, mask),
                IsSensitive = property.IsSensitive,
                IsHighlighted = property.IsHighlighted,
            };
            if (property.DisplayName is { Length: > 0 } name) message.DisplayName = name;
            if (property.SortOrder is { } order) message.SortOrder = order;
            yield return message;
        }
    }

    private static ResourceProperty Known(string name, string? value) => new()
    {
        Name = name,
        Value = value is null ? Protobuf.ForNull() : Protobuf.ForString(value),
        IsSensitive = false,
    };

    private static string? Round(DateTime? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static Protobuf Value(object? value, SecretMask mask) => value switch
    {
        null => Protobuf.ForNull(),
        string text => Protobuf.ForString(mask.Hide(text)),
        bool flag => Protobuf.ForString(flag.ToString()),
        int number => Protobuf.ForNumber(number),
        IEnumerable<string> texts => Protobuf.ForList([.. texts.Select(text => Value(text, mask))]),
        IEnumerable<int> numbers => Protobuf.ForList([.. numbers.Select(number => Value(number, mask))]),
        IFormattable other => Protobuf.ForString(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Protobuf.ForString(mask.Hide(value.ToString() ?? "")),
    };
}
