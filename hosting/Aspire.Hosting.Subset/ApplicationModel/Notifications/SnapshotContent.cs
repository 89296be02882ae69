using System.Collections;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether two snapshots show the same; arrays compare by their elements, which records do not do by themselves.</summary>
internal static class SnapshotContent
{
    public static bool Same(CustomResourceSnapshot left, CustomResourceSnapshot right) =>
        Scalars(left) == Scalars(right)
        && left.EnvironmentVariables.SequenceEqual(right.EnvironmentVariables)
        && left.Urls.SequenceEqual(right.Urls)
        && left.Volumes.SequenceEqual(right.Volumes)
        && left.Commands.SequenceEqual(right.Commands)
        && left.Relationships.SequenceEqual(right.Relationships)
        && left.HealthReports.SequenceEqual(right.HealthReports)
        && left.Properties.Length == right.Properties.Length
        && left.Properties.Zip(right.Properties).All(pair => SameProperty(pair.First, pair.Second));

    private static CustomResourceSnapshot Scalars(CustomResourceSnapshot snapshot) => snapshot with
    {
        Version = 0,
        Properties = [],
        EnvironmentVariables = [],
        Urls = [],
        Volumes = [],
        Commands = [],
        Relationships = [],
        HealthReports = [],
    };

    private static bool SameProperty(ResourcePropertySnapshot left, ResourcePropertySnapshot right) =>
        left with { Value = null } == right with { Value = null } && SameValue(left.Value, right.Value);

    private static bool SameValue(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => a == b,
        (IEnumerable a, IEnumerable b) => a.Cast<object?>().SequenceEqual(b.Cast<object?>()),
        _ => Equals(left, right),
    };
}
